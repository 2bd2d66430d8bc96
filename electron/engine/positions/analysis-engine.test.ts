import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { MarketOrder, Position } from '../../../shared/domain/position.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { steppedSession } from '../../testing/simulated-session.ts';
import { AnalysisEngine, OPEN_POSITION } from './analysis-engine.ts';
import { type Fill, type FillBar, PaperBroker } from './paper-broker.ts';

const AAPL = symbolId('AAPL');
const MINUTE = 60_000;

/** An engine on real session data, whose bars the test brings. */
async function trading(intraday = true) {
  const { coordinator } = await steppedSession();
  const { data } = coordinator;
  const broker = new PaperBroker();
  const fills: { fill: Fill; position: Position; profit: number }[] = [];
  const orders: { order: MarketOrder; position: Position }[] = [];
  const bars: FillBar[] = [];
  let now = coordinator.session.open;
  const engine = new AnalysisEngine({
    data,
    broker,
    now: () => now,
    hasIntradayData: () => intraday,
    firstBar: (_symbol, since) => bars.find(({ start }) => start >= since),
    onOrder: (order, position) => orders.push({ order, position }),
    onFill: (fill, position, profit) => fills.push({ fill, position, profit }),
  });
  /** A minute passes, with a bar of this open. */
  const bar = (open: number): void => {
    bars.push({ start: now, open });
    now = epochMs(now + MINUTE);
    engine.fillOrders();
  };
  return { engine, data, broker, fills, orders, bar };
}

const enter = (quantity: number) =>
  ({ symbol: 'aapl', side: quantity > 0 ? 'long' : 'short', quantity: Math.abs(quantity) }) as const;

describe('a signal to enter', () => {
  it('is filled at the open of the next bar, not of the one that has just ended', async () => {
    const { engine, fills, bar } = await trading();
    bar(99);
    expect(engine.onSignalEnter(enter(10))).toMatchObject({
      ok: true,
      value: { quantity: 10, symbol: 'AAPL' },
    });
    engine.fillOrders();
    expect(fills).toEqual([]);
    bar(101);
    bar(105);
    expect(fills).toHaveLength(1);
    expect(fills[0]?.fill).toMatchObject({ price: 101 });
    expect(engine.position('AAPL')).toMatchObject({ id: 'P-1', quantity: 10, averagePrice: 101 });
  });

  it('is refused where no source has bars inside the session, and locks nothing', async () => {
    const { engine, data, broker } = await trading(false);
    expect(engine.onSignalEnter(enter(10))).toMatchObject({ ok: false, error: { code: 'no_intraday_data' } });
    expect(data.isSymbolLocked('AAPL')).toBe(false);
    expect(broker.openOrders()).toEqual([]);
    expect(engine.positions()).toEqual([]);
  });

  it.each([0, 1.5, -3, Number.NaN])('for %s shares is a bad argument', async (quantity) => {
    const { engine, data } = await trading();
    expect(() => engine.onSignalEnter({ symbol: 'AAPL', side: 'long', quantity })).toThrow(
      InvalidArgumentError,
    );
    expect(data.isSymbolLocked('AAPL')).toBe(false);
  });

  it('brings a symbol back that the user removed: an order must be able to fill', async () => {
    const { engine, data } = await trading();
    data.addSessionBars('AAPL', '1d');
    data.removeSymbol('AAPL');
    engine.onSignalEnter(enter(1));
    expect(data.isExcluded('AAPL')).toBe(false);
    expect(data.whoHolds('AAPL')).toMatchObject([
      { kind: 'session', interval: '1m', owners: new Set(['position:P-1']) },
    ]);
  });
});

describe('a signal to exit', () => {
  it('closes what is held and what waits, once', async () => {
    const { engine, bar } = await trading();
    expect(engine.onSignalExit('AAPL')).toMatchObject({ ok: false, error: { code: 'no_position' } });
    engine.onSignalEnter(enter(10));
    bar(100);
    engine.onSignalEnter(enter(5));
    expect(engine.onSignalExit('AAPL')).toMatchObject({ ok: true, value: { quantity: -15 } });
    expect(engine.onSignalExit('AAPL')).toMatchObject({ ok: false, error: { code: 'already_closing' } });
    bar(110);
    expect(engine.positions()).toEqual([]);
  });

  it('tells every order, and every fill with the profit of what it closed', async () => {
    const { engine, fills, orders, bar } = await trading();
    engine.onSignalEnter(enter(10));
    bar(100);
    engine.onSignalEnter(enter(-4));
    bar(103);
    engine.onSignalExit('AAPL');
    bar(101);
    expect(orders.map(({ order, position }) => [order.id, position.id, order.quantity])).toEqual([
      ['O-1', 'P-1', 10],
      ['O-2', 'P-1', -4],
      ['O-3', 'P-1', -6],
    ]);
    expect(fills.map(({ profit }) => profit)).toEqual([0, 12, 6]);
  });
});

it('counts every change, so that nobody has to compare', async () => {
  const { engine, bar } = await trading();
  const counted = [engine.changes];
  const count = () => counted.push(engine.changes);
  engine.onSignalEnter(enter(10));
  count();
  bar(400);
  count();
  engine.applySplit(symbolId('AAPL'), 1 / 4);
  count();
  engine.onSignalExit('AAPL');
  engine.endSession();
  count();
  bar(100);
  engine.onSignalExit('MSFT');
  count();
  expect(new Set(counted).size).toBe(5);
  expect(counted.at(-1)).toBe(counted.at(-2));
});

it('keeps its worth over a split', async () => {
  const { engine, bar } = await trading();
  engine.onSignalEnter(enter(10));
  bar(400);
  engine.applySplit(symbolId('AAPL'), 1 / 4);
  expect(engine.position('AAPL')).toMatchObject({ quantity: 40, averagePrice: 100 });
});

it('has whole shares after a split whose factor was published rounded, and parts where the ratio leaves some', async () => {
  const { engine, bar } = await trading();
  engine.onSignalEnter(enter(-10));
  bar(400);
  engine.applySplit(symbolId('AAPL'), 0.1428572);
  expect(engine.position('AAPL')?.quantity).toBe(-70);
  engine.applySplit(symbolId('AAPL'), 4);
  expect(engine.position('AAPL')?.quantity).toBe(-17.5);
});

describe('the lock of a position', () => {
  it('is held from the order until it is flat, through partial closes and flips', async () => {
    const { engine, data, bar } = await trading();
    const held = (): boolean => data.getLocks('AAPL').some(({ reason }) => reason === OPEN_POSITION);
    engine.onSignalEnter(enter(10));
    expect(held()).toBe(true);
    expect(data.removeSymbol('AAPL')).toBe(false);
    for (const change of [10, -4, -20, 7]) {
      engine.onSignalEnter(enter(change));
      bar(100);
      expect(held()).toBe(true);
      expect(data.getLocks('AAPL')).toHaveLength(1);
    }
    expect(engine.position('AAPL')?.quantity).toBe(3);
    engine.onSignalExit('AAPL');
    expect(held()).toBe(true);
    bar(100);
    expect(held()).toBe(false);
    expect(data.getActiveSymbols()).toEqual([]);
  });

  it('stays over orders of one bar that close it and open it again', async () => {
    const { engine, data, bar } = await trading();
    engine.onSignalEnter(enter(1));
    bar(100);
    engine.onSignalEnter(enter(-1));
    engine.onSignalEnter(enter(3));
    bar(101);
    expect(engine.position('AAPL')).toMatchObject({ id: 'P-1', quantity: 3, averagePrice: 101 });
    expect(data.getLocks('AAPL')).toMatchObject([{ holder: { kind: 'position', id: 'P-1' } }]);
    expect(data.removeSymbol('AAPL')).toBe(false);
  });

  it('comes and goes beside the user’s own', async () => {
    const { engine, data, bar } = await trading();
    data.lockSymbol('AAPL', 'watching it');
    engine.onSignalEnter(enter(1));
    bar(100);
    expect(data.getLocks('AAPL')).toHaveLength(2);
    engine.onSignalExit('AAPL');
    bar(101);
    expect(data.getLocks('AAPL')).toMatchObject([{ reason: 'watching it', holder: { kind: 'manual' } }]);
  });

  it('is mended where it does not agree with what is held, and told', async () => {
    const { engine, data, bar } = await trading();
    engine.onSignalEnter(enter(5));
    bar(100);
    expect(engine.reconcileLocks(data.getLocks('AAPL'))).toEqual([]);
    const gone = { kind: 'position', id: 'P-9' } as const;
    data.lockSymbol('ABBV', OPEN_POSITION, gone);
    data.lockSymbol('ABBV', 'watching it');
    data.unlockSymbol('AAPL', { kind: 'position', id: 'P-1' });
    const standing = [...data.getLocks('AAPL'), ...data.getLocks('ABBV')];
    expect(engine.reconcileLocks(standing)).toEqual([
      { symbol: 'ABBV', position: 'P-9', change: 'released' },
      { symbol: 'AAPL', position: 'P-1', change: 'taken' },
    ]);
    expect(data.getLocks('ABBV')).toMatchObject([{ reason: 'watching it' }]);
    expect(data.getLocks('AAPL')).toMatchObject([{ reason: OPEN_POSITION, holder: { id: 'P-1' } }]);
    expect(data.removeSymbol('AAPL')).toBe(false);
  });

  it('is let go when the only order was taken back, and kept by what is held overnight', async () => {
    const { engine, data, broker, bar } = await trading();
    engine.onSignalEnter(enter(1));
    expect(engine.endSession()).toMatchObject([{ symbol: 'AAPL', quantity: 1 }]);
    expect(data.isSymbolLocked('AAPL')).toBe(false);
    engine.onSignalEnter(enter(2));
    bar(100);
    engine.onSignalExit('AAPL');
    engine.endSession();
    expect(broker.openOrders()).toEqual([]);
    expect(engine.position('AAPL')).toMatchObject({ id: 'P-2', quantity: 2 });
    expect(data.isSymbolLocked('AAPL')).toBe(true);
  });
});

it('keeps average price and profit as a ledger of single shares does, taken off at their average', async () => {
  const { engine, data, fills, bar } = await trading();
  const step = fc.record({
    change: fc.integer({ min: -6, max: 6 }).filter((change) => change !== 0),
    price: fc.integer({ min: 50, max: 150 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const expected = { shares: [] as number[], sign: 1, profit: 0 };
      for (const { change, price } of steps) {
        engine.onSignalEnter(enter(change));
        bar(price);
        takeShares(expected, change, price);
        const position = fills.at(-1)?.position;
        const { shares, sign } = expected;
        expect(position?.quantity).toBe(shares.length === 0 ? 0 : sign * shares.length);
        expect(position?.averagePrice).toBeCloseTo(mean(shares), 9);
        expect(position?.realizedProfit).toBeCloseTo(expected.profit, 6);
        expect(data.isSymbolLocked(AAPL)).toBe(shares.length > 0);
        if (shares.length === 0) expected.profit = 0;
      }
      engine.onSignalExit('AAPL');
      bar(100);
      expect(engine.positions()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** One share after the other: of another sign than the held ones it closes one, else it is added. */
function takeShares(
  ledger: { shares: number[]; sign: number; profit: number },
  change: number,
  price: number,
): void {
  for (let count = 0; count < Math.abs(change); count += 1) {
    if (ledger.shares.length === 0) ledger.sign = Math.sign(change);
    if (ledger.sign === Math.sign(change)) ledger.shares.push(price);
    else {
      const average = mean(ledger.shares);
      ledger.profit += ledger.sign * (price - average);
      ledger.shares = ledger.shares.slice(1).map(() => average);
    }
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
