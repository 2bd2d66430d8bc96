import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ContextMenu, type MenuItem } from '../../components/ContextMenu.tsx';
import { openHitCard } from '../../stores/hit-card-store.ts';
import { SELECTED_ACTIONS, standing } from '../../stores/selected-actions.ts';
import { useSelection } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { openOrderTicket } from '../../stores/trading-store.ts';
import type { HitsGrid } from './hits-grid.ts';
import type { HitRow } from './repeats.ts';

interface HitsMenuProps {
  readonly row: HitRow;
  readonly grid: HitsGrid;
  readonly x: number;
  readonly y: number;
  readonly onOpen: (row: HitRow) => void;
  readonly onClose: () => void;
}

/** What can be done with the selected hits, each with its key. */
export function HitsMenu({ row, grid, x, y, onOpen, onClose }: HitsMenuProps) {
  const symbols = useSelection((state) => state.symbols);
  const isLive = useSession((state) => state.snapshot?.status.mode === 'live');
  const { symbol, scanner } = row.hit;
  const { promoted, locked } = standing(symbols);
  const { promote, demote, lock } = SELECTED_ACTIONS;
  const items: MenuItem[] = [
    { label: 'Open at the hit bar', icon: 'chart', keys: 'Enter', run: () => onOpen(row) },
    {
      label: 'Explain why it hit',
      icon: 'search',
      keys: 'Ctrl I',
      run: () => openHitCard({ index: row.index, hit: row.hit }),
    },
    promoted < symbols.length
      ? { label: 'Promote…', icon: 'promoted', keys: 'Ctrl Enter', run: () => promote(symbols) }
      : { label: 'Demote', icon: 'demote', keys: 'Ctrl Backspace', run: () => demote(symbols) },
    locked < symbols.length
      ? { label: 'Lock…', icon: 'lock', keys: 'Ctrl L', run: () => lock(symbols) }
      : { label: 'Unlock', icon: 'unlock', keys: 'Ctrl L', run: () => lock(symbols) },
    ...(isLive ? [] : orderItems(symbol)),
    { label: `Mute ${scanner}`, icon: 'mute', keys: '', apart: true, run: () => grid.muteOne(scanner) },
    { label: `Only ${scanner}`, icon: 'only', keys: '', run: () => muteOthers(grid, scanner) },
    {
      label: 'Copy rows',
      icon: 'copy',
      keys: 'Ctrl C',
      apart: true,
      run: () => document.execCommand('copy'),
    },
  ];
  const title = symbols.length > 1 ? `${symbols.length} symbols` : `${symbol}, ${scanner}`;
  return <ContextMenu title={title} items={items} x={x} y={y} onClose={onClose} />;
}

function muteOthers(grid: HitsGrid, scanner: string): void {
  grid.mute(new Set(grid.scanners.filter((name) => name !== scanner)));
}

/** Paper orders; a live session has none. */
function orderItems(symbol: SymbolId): MenuItem[] {
  const open = (side: 'buy' | 'sell') => () => openOrderTicket(symbol, side);
  return [
    { label: `Buy ${symbol}…`, icon: 'buy', keys: 'Ctrl B', apart: true, run: open('buy') },
    { label: `Sell ${symbol}…`, icon: 'sell', keys: 'Ctrl Shift B', run: open('sell') },
  ];
}
