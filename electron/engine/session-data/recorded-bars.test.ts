import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { type Interval, intervalIndex, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { createSource } from '../../loaders/registry.ts';
import { rowsOf } from '../../testing/minute-bars.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { foldRecords } from './bar-folder.ts';

const calendar = exchangeCalendar('NYSE');
const lean = () => createSource({ kind: 'lean', name: 'lean', path: testData('lean/Data') }, calendar);

/** Regular minutes of a day as the file has them. */
async function minutesOf(symbol: string, date: string): Promise<Float64Array> {
  const { open, close, date: asOf } = sessionOn(date);
  const [answer] = await lean().readBars([
    { symbol: symbolId(symbol), interval: '1m', from: open, to: close, hours: 'regular', asOf },
  ]);
  return answer?.records ?? new Float64Array(0);
}

describe.skipIf(!hasTestData)('recorded minutes (needs the test data)', () => {
  const DAYS = [
    ...['AIG', 'BAC', 'IBM', 'SPY'].flatMap((symbol) =>
      ['2013-10-04', '2013-10-07', '2013-10-08', '2013-10-09'].map((date) => [symbol, date] as const),
    ),
    ['GOOG', '2015-12-24'],
    ['AAPL', '2014-06-05'],
  ] as const;

  it('fold into the bars that SQL groups them into', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      'create table minutes (day varchar, opened double, start double, open double, high double, low double, close double, volume double)',
    );
    const appender = await connection.createAppender('minutes');
    const blocks = new Map<string, Float64Array>();
    for (const [symbol, date] of DAYS) {
      const records = await minutesOf(symbol, date);
      blocks.set(`${symbol} ${date}`, records);
      for (const row of rowsOf(records)) {
        appender.appendVarchar(`${symbol} ${date}`);
        for (const value of [sessionOn(date).open, ...row]) appender.appendDouble(value);
        appender.endRow();
      }
    }
    appender.closeSync();
    for (const interval of ['5m', '15m', '30m', '1h', '1d'] as const) {
      const length = interval === '1d' ? 86_400_000 : nominalMilliseconds(interval);
      const grouped = await connection.runAndReadAll(
        `select day, opened + floor((start - opened) / ${length}) * ${length} as bar,
           arg_min(open, start), max(high), min(low), arg_max(close, start), sum(volume)
         from minutes group by day, bar order by day, bar`,
      );
      const folded = [...blocks]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .flatMap(([day, records]) =>
          rowsOf(foldRecords(records, intervalIndex(interval), calendar)).map((row) => [day, ...row]),
        );
      expect(folded).toEqual(grouped.getRows());
      expect(folded.length).toBeGreaterThanOrEqual(DAYS.length);
    }
    connection.closeSync();
  });
});

describe.skipIf(!hasTestData)('recorded seconds (needs the test data)', () => {
  /** The minutes that a session makes of a symbol's seconds, and the seconds that it holds. */
  async function fromSeconds(symbol: string, date: string) {
    const config = simulatedConfig({ dates: [date, date] });
    const { coordinator, goTo } = await steppedSession(config, lean());
    for (const interval of ['1s', '1m', '5m', '1d']) coordinator.data.addSessionBars(symbol, interval);
    await goTo('16:00');
    const rows = (interval: Interval) => rowsOf(coordinator.data.getBars(symbol, interval).records());
    return { minutes: rows('1m'), fives: rows('5m'), seconds: coordinator.bars.totals.accepted };
  }

  const prices = (rows: readonly number[][]): number[][] => rows.map((row) => row.slice(0, 5));
  const volume = (rows: readonly number[][]): number => rows.reduce((sum, row) => sum + (row[5] ?? 0), 0);

  // The two files put a print on the edge of a minute on different sides of it, so volumes are compared by the day.
  it.each(['2013-10-07', '2013-10-08'])('of SPY make the minutes of the minute file, %s', async (date) => {
    const { minutes, fives, seconds } = await fromSeconds('SPY', date);
    const recorded = await minutesOf('SPY', date);
    expect(seconds).toBeLessThan(23_400);
    expect(prices(minutes)).toEqual(prices(rowsOf(recorded)));
    expect(volume(minutes)).toBe(volume(rowsOf(recorded)));
    expect(prices(fives)).toEqual(prices(rowsOf(foldRecords(recorded, intervalIndex('5m'), calendar))));
  });

  it.each(['IBM', 'BAC'])(
    'of %s lack the auctions: every minute between them is that of the minute file',
    async (symbol) => {
      const { minutes, seconds } = await fromSeconds(symbol, '2013-10-07');
      const recorded = rowsOf(await minutesOf(symbol, '2013-10-07'));
      expect(seconds).toBeLessThan(15_000);
      expect(minutes.map(([start]) => start)).toEqual(recorded.map(([start]) => start));
      expect(prices(minutes).slice(1, -1)).toEqual(prices(recorded).slice(1, -1));
      expect(volume(minutes)).toBeLessThan(volume(recorded));
    },
  );
});
