import type { TradingState } from '../../../shared/domain/position.ts';
import type { PaperTrading } from './paper-trading.ts';

/** The paper account as the window reads it: the same object as before while nothing of it has changed. */
export function tradingView({ engine, account }: PaperTrading): () => TradingState {
  let changes = -1;
  let state: TradingState | undefined;
  return () => {
    if (state !== undefined && engine.changes === changes) return state;
    changes = engine.changes;
    state = {
      positions: engine.positions(),
      orders: engine.orders(),
      fills: account.fills(),
      cash: account.cash,
      realizedProfit: account.realizedProfit,
    };
    return state;
  };
}
