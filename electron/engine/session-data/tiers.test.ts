import { describe, expect, it } from 'vitest';
import { INTERVALS, intervalIndex } from '../../../shared/domain/interval.ts';
import { joinRecords, minuteBars, rowsOf } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { foldRecords } from './bar-folder.ts';
import type { SessionData } from './session-data.ts';

const today = sessionOn('2024-03-06');
type Coordinator = Awaited<ReturnType<typeof steppedSession>>['coordinator'];

/** What is held of the first symbol: the number of bars of each interval. */
function held({ bars }: Coordinator): Record<string, number> {
  return Object.fromEntries(
    INTERVALS.flatMap((interval) => {
      const series = bars.series(0, interval);
      return series === undefined ? [] : [[interval, series.length]];
    }),
  );
}

describe('the screening tier', () => {
  it('holds five days for five days, and beside them one average for one average', async () => {
    const { coordinator, goTo } = await steppedSession();
    const { bars, data, feed } = coordinator;
    data.addHistoricalBars('AAPL', '1d', 5);
    await goTo('10:00');
    expect(held(coordinator)).toEqual({ '1d': 5 });
    expect(bars.series(0, '1d')?.capacity).toBe(6);
    expect(feed.streamCount).toBe(0);
    data.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 });
    await goTo('12:00');
    // Its minutes make the day that forms; none of them is kept.
    expect(held(coordinator)).toEqual({ '1d': 10 });
    expect(coordinator.indicators.keys(0)).toEqual(['sma_5_1d']);
    expect(data.getLatestBar('AAPL', '1d')).toMatchObject({ closed: false });
  });

  it('keeps 5,000 session bars of a series that says nothing else, and loads nothing before them', async () => {
    const { coordinator, goTo, loads } = await steppedSession();
    coordinator.data.addSessionBars('AAPL', '1m');
    expect(coordinator.bars.series(0, '1m')?.capacity).toBe(5_000);
    await goTo('09:40');
    expect(held(coordinator)).toEqual({ '1m': 10 });
    expect(loads).toEqual([]);
  });

  it('never changes the config, whatever is asked for', async () => {
    const { coordinator, goTo } = await steppedSession();
    const { data } = coordinator;
    data.addSessionBars('AAPL', '5m');
    data.as('scanner:one').addHistoricalBars('AAPL', '1m', 3);
    data.as('chart:1').addIndicator('ABBV', 'rsi', { interval: '15m' });
    await goTo('11:00');
    expect(data.getConfigSymbols()).toEqual([]);
    expect(data.getActiveSymbols()).toEqual(['AAPL', 'ABBV']);
  });
});

describe('a symbol in any spelling', () => {
  const calls: readonly [string, (data: SessionData, symbol: string) => unknown][] = [
    ['addSessionBars', (data, symbol) => data.addSessionBars(symbol, '1m')],
    ['addHistoricalBars', (data, symbol) => data.addHistoricalBars(symbol, '1d', 2)],
    ['addIndicator', (data, symbol) => data.addIndicator(symbol, 'sma', { interval: '1d', period: 2 })],
    ['addSymbol', (data, symbol) => data.addSymbol(symbol)],
    ['lockSymbol', (data, symbol) => data.lockSymbol(symbol, 'x', { kind: 'position', id: 'P-1' })],
    ['isSymbolLocked', (data, symbol) => data.isSymbolLocked(symbol)],
    ['getLocks', (data, symbol) => data.getLocks(symbol).length],
    ['explainRemoval', (data, symbol) => data.explainRemoval(symbol)],
    ['whoHolds', (data, symbol) => data.whoHolds(symbol).length],
    ['getSymbolState', (data, symbol) => data.getSymbolState(symbol)],
    ['getIndicator', (data, symbol) => data.getIndicator(symbol, 'sma_2_1d')],
    ['getBars', (data, symbol) => data.getBars(symbol, '1d').length],
    ['getHistoricalBars', (data, symbol) => [...data.getHistoricalBars(symbol, '1d').keys()]],
    ['getLatestBar', (data, symbol) => data.getLatestBar(symbol, '1d')],
    ['getLatestQuote', (data, symbol) => data.getLatestQuote(symbol)],
    ['unlockSymbol', (data, symbol) => data.unlockSymbol(symbol, { kind: 'position', id: 'P-1' })],
    ['demoteSymbol', (data, symbol) => data.demoteSymbol(symbol)],
    ['removeSymbol', (data, symbol) => data.removeSymbol(symbol)],
    ['isExcluded', (data, symbol) => data.isExcluded(symbol)],
  ];

  it('is one symbol to every call', async () => {
    const answers = await Promise.all(
      ['BRK.B', 'brk-b', ' BRK/b'].map(async (symbol) => {
        const days = minuteBars(sessionOn('2024-03-05').open, [0]);
        const source = new ScriptedSource({ bars: { 'BRK.B': { '1d': days } } });
        const { coordinator } = await steppedSession(simulatedConfig(), source);
        const said: unknown[] = [];
        for (const [name, call] of calls) {
          said.push([name, call(coordinator.data, symbol)]);
          await coordinator.settle();
          expect(coordinator.core.parts.symbols.all(), name).toEqual(['BRK.B']);
        }
        return said;
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.filter((each) => Array.isArray(each) && each[1] === true)).toHaveLength(10);
  });
});

describe('a promoted symbol', () => {
  it('without minutes is promoted with what is missing; it is in error only where nothing loads', async () => {
    const days = ['2024-03-04', '2024-03-05'].map((date) => minuteBars(sessionOn(date).open, [0]));
    const source = new ScriptedSource({ bars: { DAYS: { '1d': joinRecords(...days) } } });
    const config = simulatedConfig({
      data: {
        universe: {},
        streams: ['1m', '5m'],
        historical: { data: [{ trailing_days: 2, intervals: ['1m', '1d'] }] },
      },
    });
    const { coordinator } = await steppedSession(config, source);
    const { data, promotions } = coordinator;
    expect([data.addSymbol('DAYS'), data.addSymbol('NONE')]).toEqual([true, true]);
    await coordinator.settle();
    expect(data.getConfigSymbols()).toEqual(['DAYS', 'NONE']);
    expect([data.getSymbolState('DAYS'), data.getSymbolState('NONE')]).toEqual(['promoted', 'error']);
    const missing = [{ from: '2024-03-04', to: '2024-03-05' }];
    expect(promotions.records().map(({ loads }) => loads)).toMatchObject([
      [
        {
          interval: '1m',
          state: 'failed',
          asked: 780,
          got: 0,
          missing,
          cause: expect.stringContaining('DAYS'),
        },
        { interval: '1d', state: 'complete', asked: 2, got: 2, missing: [], cause: null },
      ],
      [
        { interval: '1m', state: 'failed', missing },
        { interval: '1d', state: 'failed', missing },
      ],
    ]);
  });
});

describe('seconds', () => {
  it('make the minutes of a symbol that has nothing else, loaded and streamed, and none of them is kept', async () => {
    const calendar = exchangeCalendar('NYSE');
    const [before, now] = [everyThirdSecond('2024-03-05'), everyThirdSecond('2024-03-06')];
    const source = new ScriptedSource({ bars: { AAPL: { '1s': joinRecords(before, now) } } });
    const { coordinator, goTo } = await steppedSession(simulatedConfig(), source);
    const { data } = coordinator;
    for (const interval of ['1m', '5m']) data.addSessionBars('AAPL', interval);
    data.addHistoricalBars('AAPL', '1m', 1);
    await goTo('09:42');
    const ended = rowsOf(now).filter(
      ([start = 0]) => start + 1_000 <= calendar.instantOf(today.date, '09:42'),
    );
    for (const interval of ['1m', '5m'] as const) {
      const ordinal = intervalIndex(interval);
      const expected = foldRecords(Float64Array.from(ended.flat()), ordinal, calendar);
      const view = data.getBars('AAPL', interval, { from: today.open, includeForming: true });
      expect(rowsOf(view.records())).toEqual(rowsOf(expected));
    }
    expect(data.getHistoricalBars('AAPL', '1m').get('2024-03-05')?.records()).toEqual(
      foldRecords(before, intervalIndex('1m'), calendar),
    );
    expect(coordinator.bars.series(0, '1s')).toBeUndefined();
  });
});

/** Bars of every third second of a session's first fifty minutes. */
function everyThirdSecond(date: string): Float64Array {
  const bars = [...Array(1_000).keys()].map((number) => {
    const price = 100 + (number % 37);
    return [sessionOn(date).open + number * 3_000, price, price + 2, price - 2, price + 1, number];
  });
  return Float64Array.from(bars.flat());
}
