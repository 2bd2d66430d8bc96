import {
  ArrowDownToLine,
  CandlestickChart,
  CircleMinus,
  CirclePlus,
  Lock,
  LockOpen,
  Trash2,
  TrendingUp,
  X,
} from 'lucide-react';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SELECTED_ACTIONS, standing } from '../stores/selected-actions.ts';
import { select } from '../stores/selection-store.ts';
import { useSession } from '../stores/session-store.ts';
import { closePosition, openOrderTicket } from '../stores/trading-store.ts';
import { useWorkspace } from '../stores/workspace-store.ts';
import type { Command } from './command.ts';

/** What can be done with symbols as they stand, each with its key. Charts and orders are for one at a time. */
export function symbolCommands(symbols: readonly SymbolId[]): readonly Command[] {
  const [symbol, ...others] = symbols;
  if (symbol === undefined) return [];
  const them = others.length === 0 ? symbol : `${symbols.length} symbols`;
  return [
    ...(others.length === 0 ? [chart(symbol)] : []),
    ...engineCommands(symbols, them),
    ...(others.length === 0 ? tradeCommands(symbol) : []),
  ];
}

/** Shows a symbol on the linked chart, and goes there. */
export function openChart(symbol: SymbolId): void {
  select(symbol);
  useWorkspace.getState().dock?.show('chart');
}

function chart(symbol: SymbolId): Command {
  return command({
    id: 'symbol.chart',
    title: `Open the chart of ${symbol}`,
    key: null,
    icon: CandlestickChart,
    run: () => openChart(symbol),
  });
}

function engineCommands(symbols: readonly SymbolId[], them: string): Command[] {
  const { promoted, locked } = standing(symbols);
  const areLocked = locked === symbols.length;
  return [
    command({
      id: 'symbol.promote',
      title: `Promote ${them}…`,
      key: 'Ctrl+Enter',
      icon: TrendingUp,
      refusal: promoted === symbols.length ? 'Promoted already.' : null,
      run: () => SELECTED_ACTIONS.promote(symbols),
    }),
    command({
      id: 'symbol.demote',
      title: `Demote ${them}`,
      key: 'Ctrl+Backspace',
      once: true,
      icon: ArrowDownToLine,
      refusal: promoted === 0 ? 'Not promoted.' : null,
      run: () => SELECTED_ACTIONS.demote(symbols),
    }),
    command({
      id: 'symbol.lock',
      title: areLocked ? `Unlock ${them}` : `Lock ${them}`,
      key: 'Ctrl+L',
      icon: areLocked ? LockOpen : Lock,
      run: () => SELECTED_ACTIONS.lock(symbols),
    }),
    command({
      id: 'symbol.remove',
      title: `Remove ${them} from the universe`,
      key: 'Delete',
      once: true,
      icon: Trash2,
      run: () => SELECTED_ACTIONS.remove(symbols),
    }),
  ];
}

/** Paper orders; a live session has none. */
function tradeCommands(symbol: SymbolId): Command[] {
  const { snapshot } = useSession.getState();
  if (snapshot === null || snapshot.status.mode === 'live') return [];
  const held = snapshot.trading.positions.find((each) => each.symbol === symbol && each.quantity !== 0);
  return [
    command({
      id: 'symbol.buy',
      title: `Buy ${symbol}…`,
      key: 'Ctrl+B',
      icon: CirclePlus,
      run: () => openOrderTicket(symbol, 'buy'),
    }),
    command({
      id: 'symbol.sell',
      title: `Sell ${symbol}…`,
      key: 'Ctrl+Shift+B',
      icon: CircleMinus,
      run: () => openOrderTicket(symbol, 'sell'),
    }),
    ...(held === undefined
      ? []
      : [
          command({
            id: 'symbol.close',
            title: `Close the position in ${symbol}`,
            key: null,
            icon: X,
            run: () => void closePosition(symbol),
          }),
        ]),
  ];
}

function command(rest: Omit<Command, 'group'>): Command {
  return { group: 'Symbol', ...rest };
}
