import type { Position, TradingState } from '../../shared/domain/position.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { rowOfSymbol } from './symbol-rows.ts';

/** A position as its panel shows it. Dollars; NaN where unknown. */
export interface PositionRow extends Position {
  readonly last: number;
  /** Of the shares that are held, at the last price. */
  readonly profit: number;
  /** Percent of what the shares cost. */
  readonly profitPercent: number;
  /** Shares of its orders that wait, signed. */
  readonly waiting: number;
  /** True where the last price is old. */
  readonly stale: boolean;
}

/** Last price of a symbol and whether it is old; NaN where there is none. */
export type LastOf = (symbol: SymbolId) => { readonly last: number; readonly stale: boolean };

export function lastOf(snapshot: SessionSnapshot): LastOf {
  return (symbol) => {
    const row = rowOfSymbol(snapshot, symbol);
    const old = SYMBOL_FLAG.stale | SYMBOL_FLAG.halted;
    return { last: row?.last ?? Number.NaN, stale: ((row?.flags ?? 0) & old) !== 0 };
  };
}

/** Open positions and those that wait for their first fill, oldest first. */
export function positionRows(trading: TradingState, last: LastOf): PositionRow[] {
  return trading.positions.map((position) => {
    const { symbol, quantity, averagePrice } = position;
    const price = last(symbol);
    const profit = quantity === 0 ? Number.NaN : quantity * (price.last - averagePrice);
    const waiting = trading.orders
      .filter((order) => order.symbol === symbol)
      .reduce((sum, order) => sum + order.quantity, 0);
    return {
      ...position,
      ...price,
      profit,
      profitPercent: (profit / Math.abs(quantity * averagePrice)) * 100,
      waiting,
    };
  });
}

/** What the session gained or lost, held positions at their last price among it; NaN where a price is missing. */
export function paperProfit(trading: TradingState, rows: readonly PositionRow[]): number {
  const held = rows.filter(({ quantity }) => quantity !== 0);
  return held.reduce((sum, { profit }) => sum + profit, trading.realizedProfit);
}
