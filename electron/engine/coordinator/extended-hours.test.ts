import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, sessionDate } from '../../../shared/domain/time.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { createSource } from '../../loaders/registry.ts';
import { rowsOf } from '../../testing/minute-bars.ts';
import {
  sessionOn,
  simulatedConfig,
  simulatedSession,
  simulatedSource,
  steppedSession,
} from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { MarketView } from './market-view.ts';

const calendar = exchangeCalendar('NYSE');
const today = sessionOn('2024-03-06');
const AAPL = symbolId('AAPL');

/** The minutes of a day outside of regular hours, as the source has them. */
async function outside(source: DataSource, symbol: string, date: string): Promise<number[][]> {
  const session = sessionOn(date);
  const [answer] = await source.readBars([
    {
      symbol: symbolId(symbol),
      interval: '1m',
      from: session.preOpen,
      to: session.postClose,
      hours: 'all',
      asOf: session.date,
    },
  ]);
  return rowsOf(answer?.records ?? new Float64Array(0)).filter(
    ([start = 0]) => start < session.open || start >= session.close,
  );
}

const endedBy = (rows: readonly number[][], instant: EpochMs): readonly number[][] =>
  rows.filter(([start = 0]) => start + 60_000 <= instant);

describe('bars outside of regular hours', () => {
  it('come of a series that asks for them, each at its end, before the open and after the close', async () => {
    const { coordinator, goTo } = await steppedSession();
    const { data } = coordinator;
    const expected = await outside(simulatedSource(), 'AAPL', '2024-03-06');
    expect(expected.some(([start = 0]) => start < today.open)).toBe(true);
    expect(expected.some(([start = 0]) => start >= today.close)).toBe(true);
    data.addSessionBars('AAPL', '1m', { hours: 'extended' });
    for (const wallTime of ['08:15', '09:00', '09:30', '12:00', '16:00', '16:20', '20:00']) {
      await goTo(wallTime);
      const now = calendar.instantOf(today.date, wallTime);
      const all = data.getBars('AAPL', '1m', { hours: 'all' });
      const shown = rowsOf(all.records()).filter((_row, place) => all.phase(place) !== 'regular');
      expect(shown, wallTime).toEqual(endedBy(expected, now));
    }
  });

  it('are never seen by whoever did not ask: views, newest bars, days, indicators, rows', async () => {
    const [plain, extended] = [await steppedSession(), await steppedSession()];
    for (const { coordinator } of [plain, extended]) {
      for (const interval of ['1m', '5m', '1d']) coordinator.data.addSessionBars('AAPL', interval);
      coordinator.data.addIndicator('AAPL', 'vwap', { interval: '1m' });
      coordinator.data.addIndicator('AAPL', 'sma', { interval: '5m', period: 3 });
    }
    for (const interval of ['1m', '5m'])
      extended.coordinator.data.addSessionBars('AAPL', interval, { hours: 'extended' });
    for (const wallTime of ['09:15', '09:41', '15:59', '16:00', '19:00']) {
      const [one, other] = await Promise.all(
        [plain, extended].map(async ({ coordinator, goTo }) => {
          await goTo(wallTime);
          const { board, data } = coordinator;
          return {
            bars: (['1m', '5m', '1d'] as const).map((interval) => [
              data.getBars('AAPL', interval, { includeForming: true }).records(),
              data.getLatestBar('AAPL', interval),
            ]),
            indicators: ['vwap_1m', 'sma_3_5m'].map((key) => data.getIndicator('AAPL', key)?.currentValue),
            row: [board.last[0], board.volume[0], board.lastBarEnd[0]],
          };
        }),
      );
      expect(other).toEqual(one);
    }
    const { data } = extended.coordinator;
    expect(data.getBars('AAPL', '1m', { hours: 'all' }).length).toBeGreaterThan(
      data.getBars('AAPL', '1m').length,
    );
  });

  it.each(['5m', '15m', '30m', '1h'] as const)(
    'make %s bars that straddle neither the open nor the close',
    async (interval: Interval) => {
      const { coordinator, goTo } = await steppedSession();
      coordinator.data.addSessionBars('AAPL', interval, { hours: 'extended' });
      await goTo('20:00');
      const all = coordinator.data.getBars('AAPL', interval, { hours: 'all' });
      const minutes = await outside(simulatedSource(), 'AAPL', '2024-03-06');
      const expected = foldRecords(Float64Array.from(minutes.flat()), intervalIndex(interval), calendar);
      expect(rowsOf(all.records()).filter((_row, place) => all.phase(place) !== 'regular')).toEqual(
        rowsOf(expected),
      );
      const starts = rowsOf(all.records()).map(([start]) => start);
      expect(starts).toEqual([...new Set(starts)].sort());
      for (const { start, end } of all) {
        for (const edge of [today.open, today.close]) expect(start < edge && end > edge).toBe(false);
      }
    },
  );

  it('are shown with the regular ones by start, the forming one last, and the last so many of them', async () => {
    const { coordinator, goTo } = await steppedSession();
    coordinator.data.addSessionBars('AAPL', '5m', { hours: 'extended' });
    await goTo('09:13');
    const before = coordinator.data.getBars('AAPL', '5m', { hours: 'all', includeForming: true });
    expect(before.closed(before.length - 1)).toBe(false);
    expect(before.phase(before.length - 1)).toBe('pre');
    await goTo('09:42');
    const inside = coordinator.data.getBars('AAPL', '5m', { hours: 'all', includeForming: true, last: 3 });
    expect([...inside].map(({ phase }) => phase)).toEqual(['pre', 'regular', 'regular', 'regular']);
    expect(inside.start(3)).toBe(calendar.instantOf(today.date, '09:40'));
  });

  it('begin in mid-session with those of the morning, and go with their last owner', async () => {
    const { coordinator, goTo } = await steppedSession();
    const { data } = coordinator;
    await goTo('11:00');
    data.as('chart:1').addSessionBars('AAPL', '1m', { hours: 'extended' });
    data.as('chart:1').addSessionBars('AAPL', '5m', { hours: 'extended' });
    data.addSessionBars('AAPL', '1m');
    await coordinator.settle();
    const expected = endedBy(await outside(simulatedSource(), 'AAPL', '2024-03-06'), today.open);
    const shown = () => data.getBars('AAPL', '1m', { hours: 'all', to: epochMs(today.open - 1) }).records();
    expect(rowsOf(shown())).toEqual(expected);
    expect(data.getBars('AAPL', '5m', { hours: 'all', to: epochMs(today.open - 1) }).records()).toEqual(
      foldRecords(Float64Array.from(expected.flat()), intervalIndex('5m'), calendar),
    );
    data.as('chart:1').releaseAll();
    await coordinator.settle();
    expect(shown()).toHaveLength(0);
    expect(data.getBars('AAPL', '1m').length).toBeGreaterThan(0);
    await goTo('17:00');
    expect(data.getBars('AAPL', '1m', { hours: 'all' }).length).toBe(data.getBars('AAPL', '1m').length);
    expect(data.whoHolds('AAPL').map(({ kind }) => kind)).toEqual(['session']);
  });

  it('of completed sessions are loaded once, and kept with those that streamed over the night', async () => {
    const { coordinator, begin, goTo, events } = await steppedSession(
      simulatedConfig({ dates: ['2024-03-06', '2024-03-07'] }),
    );
    const { data } = coordinator;
    expect(data.addHistoricalBars('AAPL', '5m', 2, { hours: 'extended' })).toBe(true);
    expect(data.addHistoricalBars('AAPL', '5m', 2, { hours: 'extended' })).toBe(false);
    data.addSessionBars('AAPL', '5m', { hours: 'extended' });
    await goTo('20:00');
    await begin('2024-03-07');
    expect(data.addHistoricalBars('AAPL', '5m', 3, { hours: 'extended' })).toBe(false);
    const minutes = await Promise.all(
      ['2024-03-04', '2024-03-05', '2024-03-06'].map((date) => outside(simulatedSource(), 'AAPL', date)),
    );
    const all = data.getBars('AAPL', '5m', { hours: 'all' });
    expect(rowsOf(all.records()).filter((_row, place) => all.phase(place) !== 'regular')).toEqual(
      rowsOf(foldRecords(Float64Array.from(minutes.flat(2)), intervalIndex('5m'), calendar)),
    );
    expect(events().filter(({ kind }) => kind === 'extended_load')).toHaveLength(1);
  });

  it('feed the indicators that read them, from the pre-market on, and no others', async () => {
    const { coordinator, begin, goTo } = await steppedSession(
      simulatedConfig({ dates: ['2024-03-06', '2024-03-07'] }),
    );
    const { core, data } = coordinator;
    expect(data.as('scanner:x').addIndicator('AAPL', 'premarket', { interval: '1m' })).toBe(true);
    expect(data.addIndicator('AAPL', 'premarket', { interval: '1m' })).toBe(false);
    expect(data.getBars('AAPL', '1m').length).toBe(0);
    for (const date of ['2024-03-06', '2024-03-07']) {
      if (date !== '2024-03-06') await begin(date);
      const { open } = sessionOn(date);
      const minutes = (await outside(simulatedSource(), 'AAPL', date)).filter(([start = 0]) => start < open);
      for (const wallTime of ['08:30', '09:00', '09:30', '12:00', '18:00']) {
        await goTo(wallTime);
        const now = calendar.instantOf(sessionDate(date), wallTime);
        const high = Math.max(...endedBy(minutes, now).map(([, , each = 0]) => each));
        expect(data.getIndicator('AAPL', 'premarket_1m')?.currentValue, wallTime).toBe(high);
        const column = new MarketView(core, () => [AAPL], {
          session: () => coordinator.session,
          sectorOf: () => undefined,
          lists: () => [],
        })
          .columns()
          .indicator('premarket_1m');
        expect(column?.[core.register(AAPL)]).toBe(high);
      }
    }
    expect(data.getBars('AAPL', '1m').length).toBe(0);
    data.as('scanner:x').releaseAll();
    data.releaseAll();
    expect(data.getIndicator('AAPL', 'premarket_1m')).toBeUndefined();
    expect(data.whoHolds('AAPL')).toEqual([]);
  });

  it('are of intervals inside the day', async () => {
    const { coordinator } = await steppedSession();
    for (const interval of ['1d', '1w']) {
      expect(() => coordinator.data.addSessionBars('AAPL', interval, { hours: 'extended' })).toThrow(
        InvalidArgumentError,
      );
    }
    expect(coordinator.data.whoHolds('AAPL')).toEqual([]);
  });
});

describe('a run with bars outside of regular hours', () => {
  it('steps before the open and after the close, and closes at the close', async () => {
    const held = await simulatedSession(simulatedConfig());
    const { data, view } = held.session;
    data.addSessionBars('AAPL', '1m', { hours: 'extended' });
    await held.runTo(calendar.instantOf(today.date, '09:00'));
    const before = data.getBars('AAPL', '1m', { hours: 'all' });
    expect(before.length).toBeGreaterThan(0);
    expect(before.end(before.length - 1)).toBeLessThanOrEqual(calendar.instantOf(today.date, '09:00'));
    expect(data.getBars('AAPL', '1m')).toHaveLength(0);
    await held.finish();
    expect(view.status().now).toBeGreaterThan(today.close);
    const after = data.getBars('AAPL', '1m', { hours: 'all', from: today.close });
    expect(after.length).toBeGreaterThan(0);
    expect([...after].every(({ phase }) => phase === 'post')).toBe(true);
    expect(data.getLatestBar(AAPL, '1m')).toMatchObject({ end: today.close, source: 'history' });
  });
});

describe.skipIf(!hasTestData)('recorded bars outside of regular hours (needs the test data)', () => {
  it('are those of the file, beside the regular ones of the same file', async () => {
    const lean = createSource({ kind: 'lean', name: 'lean', path: testData('lean/Data') }, calendar);
    const config = simulatedConfig({ dates: ['2013-10-07', '2013-10-07'] });
    const { coordinator, goTo } = await steppedSession(config, lean);
    coordinator.data.addSessionBars('SPY', '1m', { hours: 'extended' });
    await goTo('20:00');
    const all = coordinator.data.getBars('SPY', '1m', { hours: 'all' });
    const phases = [...all].map(({ phase }) => phase);
    const expected = await outside(lean, 'SPY', sessionDate('2013-10-07'));
    expect(phases.filter((phase) => phase === 'regular')).toHaveLength(390);
    expect(rowsOf(all.records()).filter((_row, place) => phases[place] !== 'regular')).toEqual(expected);
    expect(all.records().length).toBe((390 + expected.length) * BAR_STRIDE);
  });
});

it('scans before the open see the pre-market so far where they ask for it, and no regular bar of the day', async () => {
  const scanner = {
    ...{ name: 'early', kind: 'rule', pre_session: true, schedule: [{ at: '08:00' }, { at: 'close+30m' }] },
    config: {
      when: 'premarket_high > 0',
      interval: '5m',
      figures: { high: 'premarket_high', low: 'premarket_low', last: 'last(1d)' },
    },
  };
  const config = simulatedConfig({ data: { scanners: [scanner], promotion: { auto: false } } });
  const { session, finish } = await simulatedSession(config);
  await finish();
  const minutes = await outside(simulatedSource(), 'AAPL', today.date);
  const [before] = await simulatedSource().readBars([
    {
      ...{ symbol: AAPL, interval: '1d', hours: 'regular', asOf: today.date },
      ...{ from: sessionOn('2024-03-05').open, to: sessionOn('2024-03-05').close },
    },
  ]);
  const hits = session.view.hits(0, 1_000).filter(({ symbol }) => symbol === AAPL);
  expect(hits.map(({ time }) => calendar.wallTime(time))).toEqual(['08:00:00', '09:00:00', '16:30:00']);
  for (const { time, metadata } of hits) {
    const early = endedBy(minutes, epochMs(Math.min(time, today.open)));
    expect(metadata.high).toBe(Math.max(...early.map(([, , high = 0]) => high)));
    expect(metadata.low).toBe(Math.min(...early.map(([, , , low = 0]) => low)));
    if (time < today.open) expect(metadata.last).toBe(rowsOf(before?.records ?? new Float64Array())[0]?.[4]);
  }
});
