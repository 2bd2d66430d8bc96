import { describe, expect, it } from 'vitest';
import type { MarketOrder, Position, TradingState } from '../../shared/domain/position.ts';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { type LastOf, paperProfit, positionRows } from './position-rows.ts';

const IBM = symbolId('IBM');
const YUM = symbolId('YUM');

function position(symbol: SymbolId, quantity: number, averagePrice: number): Position {
  return { id: `P-${symbol}`, symbol, quantity, averagePrice, realizedProfit: 0, openedAt: epochMs(0) };
}

function order(symbol: SymbolId, quantity: number): MarketOrder {
  return { id: 'O-1', symbol, quantity, placed: epochMs(0) };
}

function account(positions: readonly Position[], orders: readonly MarketOrder[] = []): TradingState {
  return { positions, orders, fills: [], cash: 0, realizedProfit: 100 };
}

const prices =
  (known: Readonly<Record<string, number>>): LastOf =>
  (symbol) => ({ last: known[symbol] ?? Number.NaN, stale: false });

describe('a position’s profit', () => {
  it('is that of its shares at the last price, long and short', () => {
    const rows = positionRows(
      account([position(IBM, 200, 180.8), position(YUM, -150, 66.5)]),
      prices({ IBM: 181.11, YUM: 66.56 }),
    );
    expect(rows.map(({ profit }) => profit)).toEqual([expect.closeTo(62), expect.closeTo(-9)]);
    expect(rows.map(({ profitPercent }) => profitPercent)).toEqual([
      expect.closeTo(0.17146, 4),
      expect.closeTo(-0.09023, 4),
    ]);
  });

  it('is unknown without a price, and so is the account’s', () => {
    const trading = account([position(IBM, 200, 180.8)]);
    const rows = positionRows(trading, prices({}));
    expect([rows[0]?.profit, rows[0]?.profitPercent, paperProfit(trading, rows)]).toEqual([NaN, NaN, NaN]);
  });

  it('is none while the first order waits, which takes nothing from the account', () => {
    const trading = account([position(IBM, 0, 0)], [order(IBM, 200), order(IBM, -50)]);
    const rows = positionRows(trading, prices({ IBM: 181.11 }));
    expect(rows[0]).toMatchObject({ profit: Number.NaN, waiting: 150 });
    expect(paperProfit(trading, rows)).toBe(100);
  });
});

it('the account’s profit is what was closed and what is held', () => {
  const trading = account([position(IBM, 200, 180.8), position(YUM, -150, 66.5)]);
  expect(paperProfit(trading, positionRows(trading, prices({ IBM: 181.11, YUM: 66.56 })))).toBeCloseTo(153);
});
