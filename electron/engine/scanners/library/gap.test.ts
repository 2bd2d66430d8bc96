import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../../shared/domain/errors.ts';
import type { JsonValue } from '../../../../shared/domain/json.ts';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import { steppedSession } from '../../../testing/simulated-session.ts';
import { MarketView } from '../../coordinator/market-view.ts';
import type { ScannerContext } from '../contract.ts';
import { gapScanner } from './gap.ts';

/** A gap scanner over a simulated session of 12 symbols; `outside` are not in its universe. */
async function scanning(config: Readonly<Record<string, JsonValue>>, outside: readonly string[] = []) {
  const { coordinator, goTo } = await steppedSession();
  const symbols = coordinator.parts.router.instruments().map(({ symbol }) => symbol);
  for (const symbol of symbols) coordinator.core.register(symbol);
  const universe = symbols.filter((symbol) => !outside.includes(symbol));
  const market = new MarketView(coordinator.core, () => universe, {
    session: () => coordinator.session,
    sectorOf: () => undefined,
    lists: () => [],
  });
  const asked: SymbolId[] = [];
  const context = (): ScannerContext => ({
    name: 'gap',
    mode: 'simulated',
    now: coordinator.parts.clock.now(),
    sessionDate: coordinator.session.date,
    universe,
    data: coordinator.data.as('scanner:gap'),
    addSymbol: (symbol) => asked.push(symbol) > 0,
    signal: new AbortController().signal,
    log: () => undefined,
    market: market.columns(),
  });
  const scanner = gapScanner.create(config);
  /** Distance of the latest daily price from the average of the 20 days before, in percent, from the bars alone. */
  const gapOf = (symbol: SymbolId): number => {
    const closes = [...coordinator.data.getBars(symbol, '1d', { last: 20 })].map(({ close }) => close);
    const average = closes.reduce((sum, close) => sum + close, 0) / 20;
    return ((coordinator.data.getLatestBar(symbol, '1d')?.close ?? Number.NaN) / average - 1) * 100;
  };
  return { scanner, context, coordinator, goTo, universe, gapOf, asked };
}

describe('the gap scanner', () => {
  it.each([
    ['above', 0.5, (gap: number) => gap >= 0.5],
    ['below', 0.5, (gap: number) => gap <= -0.5],
    ['above', 90, () => false],
  ] as const)(
    'finds the symbols that stand %s by %s percent, and asks for each',
    async (direction, percent, hits) => {
      const { scanner, context, goTo, universe, gapOf, asked } = await scanning({ direction, percent });
      expect(scanner.setup(context())).toBe(true);
      await goTo('10:30');
      const { matches, unknown } = await scanner.scan(context());
      const expected = universe.filter((symbol) => hits(gapOf(symbol)));
      expect(matches.map(({ symbol }) => symbol)).toEqual(expected);
      expect(asked).toEqual(expected);
      expect(unknown).toBe(0);
      for (const { symbol, metadata } of matches) {
        expect(metadata.gap_percent).toBeCloseTo(gapOf(symbol), 9);
        expect((metadata.price ?? 0) / (metadata.sma ?? 0)).toBeCloseTo(
          1 + (metadata.gap_percent ?? 0) / 100,
          12,
        );
      }
    },
  );

  it('tells the two sides of its threshold apart to the last digit', async () => {
    const probe = await scanning({ percent: 1 });
    probe.scanner.setup(probe.context());
    await probe.goTo('09:00');
    const [symbol] = probe.universe;
    const gap = symbol === undefined ? Number.NaN : Math.abs(probe.gapOf(symbol));
    const direction = symbol !== undefined && probe.gapOf(symbol) > 0 ? 'above' : 'below';
    for (const [percent, found] of [
      [gap - 1e-6, true],
      [gap + 1e-6, false],
    ] as const) {
      const { matches } = await gapScanner.create({ direction, percent }).scan(probe.context());
      expect(matches.some((match) => match.symbol === symbol)).toBe(found);
    }
  });

  it('provisions 40 days and one average for each symbol, however often it is set up', async () => {
    const { scanner, context, coordinator, universe } = await scanning({});
    scanner.setup(context());
    scanner.setup(context());
    await coordinator.settle();
    for (const symbol of universe) {
      expect(coordinator.data.getHistoricalBars(symbol, '1d').size).toBe(40);
      expect(coordinator.indicators.keys(coordinator.core.register(symbol))).toEqual(['sma_20_1d']);
    }
    expect(coordinator.data.getConfigSymbols()).toEqual([]);
  });

  it('looks at its universe only, and stays disabled without one', async () => {
    const { scanner, context, goTo, universe } = await scanning({ percent: 0.001 }, ['A', 'AAPL']);
    scanner.setup(context());
    await goTo('10:30');
    const found = (await scanner.scan(context())).matches.map(({ symbol }) => symbol);
    expect(found.every((symbol) => universe.includes(symbol))).toBe(true);
    expect(scanner.setup({ ...context(), universe: [] })).toBe(false);
  });

  it('calls a symbol unknown, not a miss, where its data is missing or stale', async () => {
    const { scanner, context, coordinator, universe } = await scanning({ percent: 0.001 });
    expect(scanner.scan(context())).toEqual({ matches: [], unknown: universe.length });
    scanner.setup(context());
    expect(scanner.scan(context())).toEqual({ matches: [], unknown: universe.length });
    await coordinator.settle();
    expect((await scanner.scan(context())).unknown).toBe(0);
    coordinator.openMarket();
    expect(scanner.scan(context())).toEqual({ matches: [], unknown: universe.length });
  });
});

describe('its config', () => {
  it.each([
    [{ direction: 'up' }, 'config.direction', 'above, below'],
    [{ percent: 0 }, 'config.percent', 'a number above 0 and below 100'],
    [{ percent: 100 }, 'config.percent', 'a number above 0 and below 100'],
    [{ percent: '2' }, 'config.percent', 'a number above 0 and below 100'],
    [{ percent: null }, 'config.percent', 'a number above 0 and below 100'],
    [{ threshold: 2 }, 'config.threshold', 'direction, percent'],
  ])('%j is refused, naming what is allowed', (config, argument, allowed) => {
    let thrown: unknown;
    try {
      gapScanner.create(config);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidArgumentError);
    expect(thrown).toMatchObject({ argument, allowed });
  });
});
