import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { ChartData } from '../../../shared/domain/chart.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { createSource } from '../../loaders/registry.ts';
import { sourceOptions } from '../../platform/source-options.ts';
import { viewOf } from '../../testing/bar-records.ts';
import { chartRecords, loadedChart } from '../../testing/chart-reader.ts';
import { readDailyFolder, readSummerMinutes } from '../../testing/independent-replay.ts';
import { readConfig } from '../../testing/play-config.ts';
import { expectSameValues } from '../../testing/same-values.ts';
import { type HeldSession, heldSession } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { IndicatorManager } from '../indicators/indicator-manager.ts';

const calendar = exchangeCalendar('NYSE');
const IBM = symbolId('IBM');
const FIVE_MINUTES = 5 * 60_000;
const DAY = intervalIndex('1d');

const INDICATORS = [
  { name: 'sma', period: 20 },
  { name: 'ema', period: 20 },
  { name: 'vwap' },
  { name: 'rsi', period: 14 },
  { name: 'atr', period: 14 },
  { name: 'bbands', period: 20 },
  { name: 'macd' },
  { name: 'obv' },
].map((indicator) => ({ ...indicator, interval: '5m' as const }));

/** A replay of real files on some dates, without scanners, held before its first step. */
function replay(
  path: string,
  [start_date, end_date]: readonly [string, string],
  data: Partial<SessionConfig['session_data_config']>,
): Promise<HeldSession> {
  const config = readConfig(path);
  const changed: SessionConfig = {
    ...config,
    replay: { start_date: sessionDate(start_date), end_date: sessionDate(end_date), speed: 'max' },
    session_data_config: { ...config.session_data_config, scanners: [], ...data },
  };
  const sources = sourceOptions(changed, 'config.json', testData('.')).map((each) =>
    createSource(each, calendar),
  );
  return heldSession(changed, sources);
}

function october(): Promise<HeldSession> {
  return replay('assets/examples/replay-2013-10.json', ['2013-10-07', '2013-10-09'], {
    symbols: [IBM],
    universe: { symbols: [IBM] },
    indicators: INDICATORS,
  });
}

function read(held: HeldSession, last = 2_000): ChartData {
  const answer = held.session.view.chart({ chartId: '1', symbol: IBM, interval: '5m', last, since: null });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const utc = (text: string): number => Date.parse(`${text}:00Z`);

describe.skipIf(!hasTestData)('a chart of IBM in October 2013 (needs the test data)', () => {
  it('has on every bar what the IndicatorManager said when it closed', async () => {
    const held = await october();
    await held.runTo(utc('2013-10-07T12:00'));
    await loadedChart(held.session.view, {
      chartId: '1',
      symbol: IBM,
      interval: '5m',
      last: 2_000,
      since: null,
    });
    /** By line's key and output, then by the bar's start. */
    const said = new Map<string, Map<number, number>>();
    for (const day of ['2013-10-07', '2013-10-08', '2013-10-09']) {
      const open = utc(`${day}T13:30`);
      for (let end = open + FIVE_MINUTES; end < utc(`${day}T20:00`); end += FIVE_MINUTES) {
        await held.runTo(end);
        for (const { key, output } of read(held, 1).lines) {
          const value = held.session.data.getIndicator(IBM, key)?.values?.[output] ?? Number.NaN;
          const values = said.get(`${key} ${output}`) ?? new Map<number, number>();
          said.set(`${key} ${output}`, values.set(end - FIVE_MINUTES, value));
        }
      }
    }
    const chart = read(held);
    expect(said.size).toBe(12);
    for (const { key, output, values } of chart.lines) {
      const line = new Map(Array.from(chart.bars.start, (start, row) => [start, values[row] ?? Number.NaN]));
      const engine = said.get(`${key} ${output}`) ?? new Map<number, number>();
      const ours = [...engine.keys()].map((start) => line.get(start) ?? Number.NaN);
      expectSameValues(ours, [...engine.values()], { relative: 1e-12, absolute: 1e-12 });
      expect(engine.size).toBe(3 * 77);
    }
    await held.session.stop();
  });

  it('has on the forming bar what the IndicatorManager previews, and on history what it computes anew', async () => {
    const held = await october();
    await held.runTo(utc('2013-10-09T17:33'));
    const chart = await loadedChart(held.session.view, {
      chartId: '1',
      symbol: IBM,
      interval: '5m',
      last: 2_000,
      since: null,
    });
    expect(chart.formingUntil).toBe(utc('2013-10-09T17:35'));
    const records = chartRecords(chart.bars);
    const closed = records.subarray(0, records.length - BAR_STRIDE);
    const manager = new IndicatorManager({
      sessionOf: (start) => calendar.spanStart(DAY, start),
      endOf: (interval, start) => calendar.spanEnd(interval, start),
    });
    for (const indicator of INDICATORS) {
      const config = indicatorConfig(indicator);
      manager.add(0, config);
      manager.rebuild(0, intervalIndex('5m'), viewOf(closed));
      const preview = manager.preview(0, config.key, records, closed.length) ?? [];
      const lines = chart.lines.filter(({ key }) => key === config.key);
      const [main] = lines;
      expect(main?.values.at(-1)).toBeCloseTo(preview[0] ?? Number.NaN, 10);
      expect(main?.values.at(-2)).toBeCloseTo(manager.reading(0, config.key)?.currentValue ?? Number.NaN, 10);
    }
    await held.session.stop();
  });

  it('has the closes that the files have, and days in which the minutes fold', async () => {
    const held = await october();
    await held.runTo(utc('2013-10-08T19:00'));
    const { view } = held.session;
    const minutes = await loadedChart(view, {
      chartId: '1',
      symbol: IBM,
      interval: '1m',
      last: 390 + 330,
      since: null,
    });
    const expected = ['2013-10-07', '2013-10-08'].flatMap((day) => readSummerMinutes('ibm', day));
    const upToNow = expected.filter(({ start }) => start < utc('2013-10-08T19:00'));
    expect(Array.from(minutes.bars.start)).toEqual(upToNow.map(({ start }) => start));
    expectSameValues(
      Array.from(minutes.bars.close),
      upToNow.map(({ close }) => close),
    );
    const days = await loadedChart(view, {
      chartId: '2',
      symbol: IBM,
      interval: '1d',
      last: 20,
      since: null,
    });
    const rows = (readDailyFolder().get('IBM') ?? []).filter(({ date }) => date < '2013-10-08').slice(-19);
    expectSameValues(
      Array.from(days.bars.close).slice(0, -1),
      rows.map(({ close }) => close),
    );
    expect(days.bars.close.at(-1)).toBe(upToNow.at(-1)?.close);
    expect(days.source).toBe('daily');
    expect(minutes.source).toBe('lean');
    await held.session.stop();
  });
});

describe.skipIf(!hasTestData)('a chart across a split (needs the test data)', () => {
  it('is drawn anew on the new basis', async () => {
    const AAPL = symbolId('AAPL');
    const lean = { universe: { symbols: [AAPL] }, symbols: [], indicators: [] };
    const held = await replay('assets/examples/replay-2014-06.json', ['2014-06-06', '2014-06-09'], lean);
    const query = { chartId: '1', symbol: AAPL, interval: '1m' as const, last: 100, since: null };
    await held.runTo(utc('2014-06-06T20:00') - 60_000);
    const before = await loadedChart(held.session.view, query);
    await held.runTo(utc('2014-06-09T13:31'));
    const after = await loadedChart(held.session.view, { ...query, last: 500 });
    const closes = new Map(Array.from(after.bars.start, (start, row) => [start, after.bars.close[row]]));
    const newest = before.bars.start.at(-1) ?? 0;
    expect(closes.get(newest)).toBeCloseTo((before.bars.close.at(-1) ?? 0) / 7, 3);
    expect(before.basis).toEqual({ kind: 'split_adjusted', asOf: '2014-06-06' });
    expect(after.edition).toBeGreaterThan(before.edition);
    const stale = { ...query, since: { edition: before.edition, start: epochMs(newest) } };
    expect(held.session.view.chart(stale)).toMatchObject({ value: { whole: true } });
    await held.session.stop();
  });
});
