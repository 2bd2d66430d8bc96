import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ContextMenu, type MenuItem } from '../../components/ContextMenu.tsx';
import { openChart } from '../../hotkeys/symbol-commands.ts';
import { cancelPromotion, retryLoads } from '../../stores/load-commands.ts';
import { SELECTED_ACTIONS, standing } from '../../stores/selected-actions.ts';
import { useSession } from '../../stores/session-store.ts';
import { openOrderTicket } from '../../stores/trading-store.ts';
import { canRetry, loadLook } from './load-words.ts';

interface PromotedMenuProps {
  readonly symbol: SymbolId;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** What can be done with a promoted symbol, each with its key. */
export function PromotedMenu({ symbol, x, y, onClose }: PromotedMenuProps) {
  return <ContextMenu title={symbol} items={itemsFor(symbol)} x={x} y={y} onClose={onClose} />;
}

function itemsFor(symbol: SymbolId): MenuItem[] {
  const { demote, lock, remove } = SELECTED_ACTIONS;
  const isLocked = standing([symbol]).locked > 0;
  return [
    { label: 'Open in chart', icon: 'chart', keys: 'Enter', run: () => openChart(symbol) },
    ...loadItems(symbol),
    { label: 'Demote', icon: 'demote', keys: 'Ctrl Backspace', run: () => demote([symbol]) },
    isLocked
      ? { label: 'Unlock', icon: 'unlock', keys: 'Ctrl L', run: () => lock([symbol]) }
      : { label: 'Lock…', icon: 'lock', keys: 'Ctrl L', run: () => lock([symbol]) },
    {
      label: `Buy ${symbol}…`,
      icon: 'buy',
      keys: 'Ctrl B',
      apart: true,
      run: () => openOrderTicket(symbol, 'buy'),
    },
    {
      label: `Sell ${symbol}…`,
      icon: 'sell',
      keys: 'Ctrl Shift B',
      run: () => openOrderTicket(symbol, 'sell'),
    },
    { label: 'Remove', icon: 'remove', keys: 'Delete', apart: true, run: () => remove([symbol]) },
  ];
}

/** What can be done about its loads now. */
function loadItems(symbol: SymbolId): MenuItem[] {
  const promoted = useSession.getState().snapshot?.promoted ?? [];
  const record = promoted.find((each) => each.symbol === symbol);
  if (record === undefined) return [];
  if (loadLook(record, Number.NaN).kind === 'loading') {
    return [{ label: 'Cancel loading', icon: 'close', keys: '', run: () => void cancelPromotion(symbol) }];
  }
  return canRetry(record.loads)
    ? [{ label: 'Load what is missing', icon: 'reset', keys: '', run: () => void retryLoads(symbol) }]
    : [];
}
