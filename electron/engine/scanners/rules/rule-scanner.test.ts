import { describe, expect, it } from 'vitest';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import type { EvidenceCondition, EvidenceNode } from '../../../../shared/rules/evidence.ts';
import { createSimulatedSource } from '../../../loaders/simulated/simulated-source.ts';
import { simulatedConfig, steppedSession } from '../../../testing/simulated-session.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';
import { MarketView } from '../../coordinator/market-view.ts';
import type { ScannerContext } from '../contract.ts';
import { readRuleConfig } from './rule-definition.ts';
import { RuleScanner } from './rule-scanner.ts';

/** A rule over a simulated session of 12 symbols with minutes, set up and loaded. */
async function scanning(
  when: string,
  figures: Readonly<Record<string, string>> = {},
  interval = '1d',
  symbols = 12,
) {
  const { coordinator, goTo, begin } = await steppedSession(
    simulatedConfig({ dates: ['2024-03-06', '2024-03-07'] }),
    createSimulatedSource(
      { kind: 'simulated', name: 'simulated', seed: 42, symbols },
      exchangeCalendar('NYSE'),
    ),
  );
  const universe = coordinator.parts.router.instruments().map(({ symbol }) => symbol);
  for (const symbol of universe) coordinator.core.register(symbol);
  const view = new MarketView(coordinator.core, () => universe, {
    session: () => coordinator.session,
    sectorOf: (symbol) => (symbol === universe[0] ? undefined : 'Energy'),
    lists: () => lists,
  });
  let lists = [{ name: 'mine', symbols: universe.slice(0, 3) }];
  const context = (): ScannerContext => ({
    ...{ name: 'rule', mode: 'simulated', now: coordinator.parts.clock.now() },
    ...{ sessionDate: coordinator.session.date, universe, addSymbol: () => true, log: () => undefined },
    data: coordinator.data.as('scanner:rule'),
    market: view.columns(),
    signal: new AbortController().signal,
  });
  const scanner = new RuleScanner(readRuleConfig({ when, figures, interval }));
  expect(scanner.setup(context())).toBe(true);
  await coordinator.settle();
  const scan = () => scanner.scan(context());
  const conditionOf = (symbol: SymbolId): EvidenceCondition => {
    const { tree } = scanner.explainer.explain(context(), symbol);
    const [first] = leavesOf(tree);
    if (first === undefined) throw new Error('A rule has a condition');
    return first;
  };
  const setLists = (symbols: SymbolId[]): void => {
    lists = [{ name: 'mine', symbols }];
  };
  const [symbol] = universe;
  if (symbol === undefined) throw new Error('There are symbols');
  return { scanner, context, scan, conditionOf, coordinator, goTo, begin, universe, symbol, setLists };
}

function leavesOf(node: EvidenceNode): readonly EvidenceCondition[] {
  return node.kind === 'condition' ? [node] : node.of.flatMap(leavesOf);
}

describe('means and sums of earlier bars', () => {
  it.each([
    ['avg(close * volume, 3)', '(close * volume + close[1] * volume[1] + close[2] * volume[2]) / 3'],
    ['avg(volume, 3)', '(volume + volume[1] + volume[2]) / 3'],
    ['sum(volume, 3)', 'volume + volume[1] + volume[2]'],
    ['sum(high - low, 4)[1]', 'high[1] - low[1] + high[2] - low[2] + high[3] - low[3] + high[4] - low[4]'],
    ['avg(high - low, 20)', 'sma(20, input = high) - sma(20, input = low)'],
    ['avg(rsi(14, 5m), 2)', '(rsi(14, 5m) + rsi(14, 5m)[1]) / 2'],
  ])('%s is %s', async (short, long) => {
    const { scan, goTo, universe } = await scanning('close > 0', { short, long });
    await goTo('10:30');
    const { matches } = scan();
    expect(matches).toHaveLength(universe.length);
    for (const { metadata } of matches) {
      expect(metadata.long).toBeGreaterThan(0);
      expect((metadata.short ?? 0) / (metadata.long ?? 0)).toBeCloseTo(1, 10);
    }
  });
});

describe('figures of the session date', () => {
  it('have no value before the first bar of the day: yesterday’s open is not today’s', async () => {
    const { scan, goTo, universe, conditionOf, symbol } = await scanning('day_open > 0');
    await goTo('09:00');
    expect(scan()).toEqual({ matches: [], unknown: universe.length });
    expect(conditionOf(symbol).unknownBecause).toBe('day_open has no value yet');
    await goTo('09:31');
    expect(scan().matches).toHaveLength(universe.length);
  });

  it('the close before the session date is the same before, in and after the session', async () => {
    const { scan, goTo, begin, coordinator, symbol } = await scanning('prev_close > 0', {
      close: 'prev_close',
    });
    const closeOf = (): number | undefined =>
      scan().matches.find((each) => each.symbol === symbol)?.metadata.close;
    const yesterday = coordinator.data.getBars(symbol, '1d', { last: 1 }).close(0);
    for (const time of ['09:00', '09:30', '09:31', '15:59', '16:00', '16:30']) {
      await goTo(time);
      expect(closeOf()).toBe(yesterday);
    }
    const today = coordinator.data.getBars(symbol, '1d', { last: 1 }).close(0);
    coordinator.closeMarket();
    await begin('2024-03-07');
    await goTo('09:00');
    expect(today).not.toBe(yesterday);
    expect(closeOf()).toBe(today);
  });

  it('the gap is that of the first bar, from its first minute on', async () => {
    const { scan, goTo, coordinator, symbol } = await scanning('abs(gap) >= 0', { gap: 'gap' });
    const yesterday = coordinator.data.getBars(symbol, '1d', { last: 1 }).close(0);
    await goTo('09:31');
    const open = coordinator.data.getLatestBar(symbol, '1d')?.open ?? Number.NaN;
    expect(scan().matches[0]?.metadata.gap).toBeCloseTo(100 * (open / yesterday - 1), 9);
  });
});

describe('relative volume', () => {
  it('is that of the board for every symbol at any time of the day, and unknown before the first bar', async () => {
    const { scan, goTo, coordinator, universe } = await scanning('relative_volume > 0', {
      rvol: 'relative_volume',
    });
    const { board } = coordinator;
    await goTo('09:00');
    expect(scan()).toEqual({ matches: [], unknown: universe.length });
    for (const time of ['09:31', '09:45', '12:00', '15:59', '16:00', '16:30']) {
      await goTo(time);
      coordinator.refreshStaleness();
      const { matches } = scan();
      expect(matches).toHaveLength(universe.length);
      for (const { symbol, metadata } of matches)
        expect(metadata.rvol).toBeCloseTo(board.relativeVolume[universe.indexOf(symbol)] ?? Number.NaN, 9);
    }
  });
});

describe('what is stale is unknown', () => {
  it('the newest price from the open until a bar comes; what has closed by days is known all along', async () => {
    const newest = await scanning('last(1d) > 0');
    const closed = await scanning('close(1d) > 0');
    for (const { coordinator } of [newest, closed]) coordinator.openMarket();
    expect(newest.scan().unknown).toBe(newest.universe.length);
    expect(newest.conditionOf(newest.symbol)).toMatchObject({
      ...{ truth: null, value: null, unknownBecause: 'last(1d) is stale', margin: null },
    });
    expect(closed.scan()).toMatchObject({ unknown: 0 });
    await newest.goTo('09:31');
    expect(newest.scan()).toMatchObject({ unknown: 0 });
  });

  it('five minutes of a symbol whose minutes have stopped', async () => {
    const { scan, goTo, coordinator, universe, conditionOf, symbol } = await scanning('close > 0', {}, '5m');
    await goTo('10:00');
    expect(scan()).toMatchObject({ unknown: 0 });
    coordinator.bars.expireAll();
    expect(scan()).toEqual({ matches: [], unknown: universe.length });
    expect(conditionOf(symbol).unknownBecause).toBe('close is stale');
  });

  it('what is not ready is told from what has no bars', async () => {
    const { conditionOf, coordinator, symbol } = await scanning('sma(4000) > 0');
    expect(conditionOf(symbol).unknownBecause).toBe('sma(4000) is not ready');
    coordinator.core.clear(0);
    expect(conditionOf(symbol).unknownBecause).toBe('sma(4000) has no bars');
  });
});

describe('facts of symbols', () => {
  it('a symbol without a known sector is unknown, in both ways of asking', async () => {
    const inside = await scanning('sector in ("Energy")');
    expect(inside.scan()).toMatchObject({ unknown: 1 });
    expect(inside.scan().matches).toHaveLength(inside.universe.length - 1);
    expect((await scanning('sector not in ("Energy")')).scan()).toEqual({ matches: [], unknown: 1 });
    expect(inside.conditionOf(inside.symbol)).toMatchObject({
      ...{ needs: 'in Energy', unknownBecause: 'sector is not known', value: null },
    });
  });

  it('lists are read as the user has them now', async () => {
    const { scan, universe, setLists } = await scanning('in_list("mine")');
    expect(scan().matches.map(({ symbol }) => symbol)).toEqual(universe.slice(0, 3));
    setLists(universe.slice(5, 7));
    expect(scan().matches.map(({ symbol }) => symbol)).toEqual(universe.slice(5, 7));
  });

  it('of a list that there is not, nobody can say who is in it', async () => {
    const { scan, universe } = await scanning('in_list("gone")');
    expect(scan()).toEqual({ matches: [], unknown: universe.length });
  });
});

describe('a condition explained', () => {
  it('says what it measured, what it needs, by how much, and the values of its parts', async () => {
    const { conditionOf, coordinator, symbol } = await scanning('close > sma(20) * 1.02 # above the average');
    const closes = [...coordinator.data.getBars(symbol, '1d', { last: 20 })].map(({ close }) => close);
    const sma = closes.reduce((sum, close) => sum + close, 0) / 20;
    const close = closes.at(-1) ?? Number.NaN;
    const told = conditionOf(symbol);
    expect(told).toMatchObject({ text: 'close > sma(20) * 1.02', truth: close > sma * 1.02, unit: 'price' });
    expect(told.value).toBe(close);
    expect(told.threshold).toBeCloseTo(sma * 1.02, 9);
    expect(told.needs).toBe(`> ${(sma * 1.02).toFixed(2)}`);
    expect(told.margin).toBeCloseTo(
      (Math.abs(close - sma * 1.02) / (sma * 1.02)) * (close > sma * 1.02 ? 1 : -1),
      9,
    );
    expect(told.parts.map(({ text }) => text)).toEqual(['close', 'sma(20)']);
  });

  it('tells the bars that it read', async () => {
    const { scanner, context, goTo, symbol } = await scanning(
      'last(1d) > sma(20) and close(5m) > close(5m)[2]',
    );
    await goTo('10:02');
    const { bars } = scanner.explainer.explain(context(), symbol);
    expect(bars.map(({ interval, bars: count }) => `${count} x ${interval}`)).toEqual(['21 x 1d', '3 x 5m']);
  });

  it('a hit’s strength is its weakest condition, of alternatives the strongest', async () => {
    const { scan } = await scanning(
      'close > 0.5 * close and (volume > 0.9 * volume or volume > 0.2 * volume)',
    );
    // 1 / 0.5 - 1 is 1; 1 / 0.9 - 1 is a ninth, 1 / 0.2 - 1 is 4.
    for (const { strength } of scan().matches) expect(strength).toBeCloseTo(1, 9);
    const weak = await scanning('close > 0.5 * close and volume > 0.9 * volume');
    for (const { strength } of weak.scan().matches) expect(strength).toBeCloseTo(1 / 9, 9);
  });

  it('names every number of the evidence', async () => {
    const { scan, scanner } = await scanning('close > 1 and volume > 1');
    const [match] = scan().matches;
    expect(scanner.explainer.evidenceNames).toHaveLength(match?.evidence?.length ?? Number.NaN);
    expect(() => scanner.explainer.treeOf(new Float64Array(3))).toThrow('where the rule has 10');
  });
});

describe('what is measured for histograms', () => {
  it.each([
    ['close > 5', 'price', '>', 5, '5'],
    ['5 < close', 'price', '>', 5, '5'],
    ['close > sma(20) * 1.02', 'ratio', '>', 1.02, '1.02'],
    ['volume >= 1.5 * volume_sma(20)', 'ratio', '>=', 1.5, '1.5'],
    ['close > sma(20)', 'ratio', '>', 1, undefined],
    ['rsi(14) > rsi(7)', 'number', '>', 0, undefined],
    ['volume > 1_000_000', 'volume', '>', 1_000_000, '1_000_000'],
    ['pct_change(close, 1) > 3 %', 'percent', '>', 3, '3'],
  ])('%s: in %s, %s %d', async (when, unit, operator, threshold, written) => {
    const { scanner, context } = await scanning(when);
    const [measured] = scanner.explainer.measure(context());
    expect(measured).toMatchObject({ text: when, unit, operator, threshold });
    const span = measured?.thresholdSpan;
    expect(span && when.slice(span.from, span.to)).toBe(written);
  });
});

it('the funnel counts what becomes of those who passed the stages before', async () => {
  const { scanner, context, universe } = await scanning(
    'symbol not in ("NOBODY") and sector in ("Energy") and close > 0 and close < 0',
  );
  expect(scanner.explainer.funnel(context()).map(({ text, span: _span, ...counts }) => counts)).toEqual([
    { passed: universe.length, failed: 0, unknown: 0 },
    { passed: universe.length - 1, failed: 0, unknown: 1 },
    { passed: universe.length - 1, failed: 0, unknown: 0 },
    { passed: 0, failed: universe.length - 1, unknown: 0 },
  ]);
});

it('tells of a flood of matches in turns, and of the same ones, whoever looks in between', async () => {
  const { scanner, context, universe, symbol } = await scanning('close > 0', {}, '1d', 200);
  const whole = scanner.scan(context());
  let turns = 0;
  let over = false;
  const others = (): void => {
    turns += 1;
    scanner.explainer.explain(context(), symbol);
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  const told = await scanner.scanInTurns(context());
  over = true;
  expect(whole.matches).toHaveLength(universe.length);
  expect(told).toEqual(whole);
  expect(turns).toBeGreaterThan(1);
});
