import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ContextMenu, type MenuItem } from '../../components/ContextMenu.tsx';
import { SELECTED_ACTIONS, standing } from '../../stores/selected-actions.ts';
import { useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { openOrderTicket } from '../../stores/trading-store.ts';
import { leaveOut } from '../../stores/universe-store.ts';

interface UniverseMenuProps {
  readonly x: number;
  readonly y: number;
  readonly onOpen: (symbol: SymbolId) => void;
  readonly onClose: () => void;
}

/** What can be done with the selected rows, each with its key. */
export function UniverseMenu({ x, y, onOpen, onClose }: UniverseMenuProps) {
  const symbol = useSelection((state) => state.symbol);
  const symbols = useSelection((state) => state.symbols);
  const isLive = useSession((state) => state.snapshot?.status.mode === 'live');
  if (symbol === null) return null;
  const title = symbols.length === 1 ? symbol : `${symbols.length} symbols`;
  const items = [
    ...engineItems(symbol, symbols, onOpen),
    ...(isLive ? [] : orderItems(symbol)),
    ...rowItems(symbols),
  ];
  return <ContextMenu title={title} items={items} x={x} y={y} onClose={onClose} />;
}

function engineItems(
  symbol: SymbolId,
  symbols: readonly SymbolId[],
  onOpen: (symbol: SymbolId) => void,
): MenuItem[] {
  const { promoted, locked } = standing(symbols);
  const isOne = symbols.length === 1;
  const { promote, demote, lock } = SELECTED_ACTIONS;
  return [
    {
      label: `Open ${isOne ? 'in chart' : `${symbol} in chart`}`,
      icon: 'chart',
      keys: 'Enter',
      run: () => onOpen(symbol),
    },
    ...(promoted < symbols.length
      ? [{ label: 'Promote…', icon: 'promoted', keys: 'Ctrl Enter', run: () => promote(symbols) } as const]
      : []),
    ...(promoted > 0
      ? [{ label: 'Demote', icon: 'demote', keys: 'Ctrl Backspace', run: () => demote(symbols) } as const]
      : []),
    locked < symbols.length
      ? { label: isOne ? 'Lock…' : 'Lock', icon: 'lock', keys: 'Ctrl L', run: () => lock(symbols) }
      : { label: 'Unlock', icon: 'unlock', keys: 'Ctrl L', run: () => lock(symbols) },
  ];
}

/** Paper orders; a live session has none. */
function orderItems(symbol: SymbolId): MenuItem[] {
  const open = (side: 'buy' | 'sell') => () => openOrderTicket(symbol, side);
  return [
    { label: `Buy ${symbol}…`, icon: 'buy', keys: 'Ctrl B', apart: true, run: open('buy') },
    { label: `Sell ${symbol}…`, icon: 'sell', keys: 'Ctrl Shift B', run: open('sell') },
  ];
}

function rowItems(symbols: readonly SymbolId[]): MenuItem[] {
  const { remove } = SELECTED_ACTIONS;
  const rows = symbols.length === 1 ? 'row' : `${symbols.length} rows`;
  return [
    { label: `Copy ${rows}`, icon: 'copy', keys: 'Ctrl C', apart: true, run: copySelected },
    { label: 'Remove for today', icon: 'remove', keys: 'Delete', run: () => remove(symbols) },
    { label: 'Leave out of the universe', icon: 'remove', keys: '', run: () => void leave(symbols) },
  ];
}

/** Promoted and locked ones stay in the session; they are not screened any more. */
async function leave(symbols: readonly SymbolId[]): Promise<void> {
  const refused = await leaveOut(symbols);
  if (refused !== null) toast('refused', 'The universe was not changed', [refused]);
}

/** The grid answers the copy event with its rows; the focus is back on it by now. */
function copySelected(): void {
  document.execCommand('copy');
}
