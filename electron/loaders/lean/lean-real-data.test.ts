import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
  QUOTE_STRIDE,
} from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import type { BarRequest } from '../contract.ts';
import { column } from '../testing/bar-records.ts';
import { LeanSource } from './lean-source.ts';

const calendar = exchangeCalendar('NYSE');
const root = testData('lean/Data');
const source = new LeanSource({ kind: 'lean', name: 'lean', path: root }, calendar);

function request(symbol: string, interval: Interval, first: string, last: string, asOf = last): BarRequest {
  return {
    symbol: symbolId(symbol),
    interval,
    from: calendar.instantOf(sessionDate(first), '00:00'),
    to: epochMs(calendar.instantOf(sessionDate(last), '00:00') + 86_400_000),
    hours: 'all',
    asOf: sessionDate(asOf),
  };
}

async function read(symbol: string, interval: Interval, first: string, last = first, asOf = last) {
  const [answer] = await source.readBars([request(symbol, interval, first, last, asOf)]);
  if (answer === undefined) throw new Error('no answer');
  const field = (offset: number): number[] => column(answer.records, BAR_STRIDE, offset);
  return { ...answer, count: answer.records.length / BAR_STRIDE, field };
}

async function regularMinutes(symbol: string, date: string): Promise<number> {
  const [answer] = await source.readBars([{ ...request(symbol, '1m', date, date), hours: 'regular' }]);
  return (answer?.records.length ?? 0) / BAR_STRIDE;
}

/** A plain second reading of an archive: rows of numbers, an empty field is NaN. */
function rowsOf(path: string): number[][] {
  const [entry] = Object.values(unzipSync(readFileSync(`${root}/equity/usa/${path}`)));
  return strFromU8(entry ?? new Uint8Array())
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split(',').map((text) => (text === '' ? Number.NaN : Number(text))));
}

describe.skipIf(!hasTestData)('the real LEAN folder (skipped without the test data)', () => {
  it('describes its tickers and the sessions it has minutes of', async () => {
    const { instruments, coverage } = await source.describe();
    const minutes = coverage.find(({ interval }) => interval === '1m');

    expect(instruments.map(({ symbol }) => symbol).join(' ')).toBe(
      'AAPL AIG BAC FB FOXA GOOG GOOGL IBM IWM NWSA QQQ SPY',
    );
    expect(coverage.map(({ interval }) => interval)).toEqual(['1d', '1m', '1s']);
    expect(minutes?.sessions?.SPY).toEqual(['2013-10-04', '2013-10-07', '2013-10-08', '2013-10-09']);
    expect(minutes?.sessions?.GOOG).toEqual(['2015-12-23', '2015-12-24']);
  });

  it('gives AAPL’s minutes in raw dollars before the split and in sevenths of them after it', async () => {
    const before = await read('AAPL', '1m', '2014-06-05', '2014-06-06', '2014-06-05');
    const after = await read('AAPL', '1m', '2014-06-05', '2014-06-06', '2014-06-09');
    const raw = rowsOf('minute/aapl/20140605_trade.zip').concat(rowsOf('minute/aapl/20140606_trade.zip'));

    expect(before.field(BAR_CLOSE)).toEqual(raw.map((row) => (row[4] ?? 0) / 10_000));
    expect(before.field(BAR_VOLUME)).toEqual(raw.map((row) => row[5]));
    expect(Math.abs((before.field(BAR_CLOSE)[300] ?? 0) - 647)).toBeLessThan(2);
    for (const [index, close] of after.field(BAR_CLOSE).entries()) {
      expect(close * 7).toBeCloseTo(before.field(BAR_CLOSE)[index] ?? 0, 2);
      expect((after.field(BAR_VOLUME)[index] ?? 0) / (before.field(BAR_VOLUME)[index] ?? 0)).toBeCloseTo(
        7,
        4,
      );
    }
    expect(before.basis).toEqual({ kind: 'split_adjusted', asOf: '2014-06-05' });
    expect(
      await source.splitFactors([
        { symbol: symbolId('AAPL'), date: sessionDate('2014-06-05'), asOf: sessionDate('2014-06-09') },
      ]),
    ).toEqual([expect.closeTo(1 / 7, 6)]);
  });

  it('agrees with the daily CSV folder on nearly every close', async () => {
    for (const [symbol, least] of [
      ['AAPL', 0.995],
      ['IBM', 0.99],
      ['BAC', 0.965],
      ['AIG', 0.995],
    ] as const) {
      const lean = await read(symbol, '1d', '2013-02-08', '2018-02-07');
      const lines = readFileSync(
        testData(`daily-sp500-2013-2018/individual_stocks_5yr/${symbol}_data.csv`),
        'utf8',
      );
      const closes = new Map(
        lines
          .split('\n')
          .slice(1)
          .map((line) => [line.slice(0, 10), Number(line.split(',')[4])]),
      );
      const close = lean.field(BAR_CLOSE);
      const equal = lean.field(BAR_START).filter((start, index) => {
        const other = closes.get(calendar.dateOf(epochMs(start))) ?? Number.NaN;
        return Math.abs((close[index] ?? 0) / other - 1) < 0.001;
      });

      expect(lean.count).toBe(1_259);
      expect(lean.cause).toBeUndefined();
      expect(equal.length / lean.count, symbol).toBeGreaterThanOrEqual(least);
    }
  });

  it('holds every regular minute but those measured as missing', async () => {
    for (const symbol of ['SPY', 'AIG', 'BAC', 'IBM']) {
      for (const date of ['2013-10-04', '2013-10-07', '2013-10-08', '2013-10-09']) {
        const missing =
          `${symbol} ${date}` === 'IBM 2013-10-04' || `${symbol} ${date}` === 'AIG 2013-10-07' ? 1 : 0;
        expect(await regularMinutes(symbol, date), `${symbol} ${date}`).toBe(390 - missing);
      }
    }
    expect((await read('SPY', '1m', '2013-10-07')).count).toBe(828);
  });

  it('ends the regular minutes of a half day at its close', async () => {
    const minutes = rowsOf('minute/goog/20151224_trade.zip').map(([time = 0]) => time / 60_000);

    expect(await regularMinutes('GOOG', '2015-12-24')).toBe(
      minutes.filter((at) => at >= 570 && at < 780).length,
    );
    expect(await regularMinutes('GOOG', '2015-12-24')).toBeLessThanOrEqual(210);
    expect(await regularMinutes('GOOG', '2015-12-23')).toBe(390);
  });

  it('follows a company through its change of ticker', async () => {
    const foxa = await read('FOXA', '1d', '2013-06-24', '2013-07-03', '2013-07-01');
    const nwsa = await read('NWSA', '1d', '2013-06-24', '2013-07-03', '2013-06-27');

    expect(foxa.field(BAR_CLOSE)).toEqual([32.69, 32.6, 29.4, 29.21]);
    expect(nwsa.field(BAR_CLOSE)).toEqual(foxa.field(BAR_CLOSE));
    expect((await read('FOXA', '1m', '2013-06-27', '2013-07-02', '2013-07-01')).count).toBe(
      401 + 417 + 408 + 404,
    );
    expect((await read('NWSA', '1d', '2013-06-24', '2013-07-03', '2016-01-04')).count).toBe(0);
  });

  it('gives no holder of a ticker the days of another', async () => {
    const facebook = await read('FB', '1d', '1999-01-04', '2018-02-07');
    const earlier = await read('FB', '1d', '1999-01-04', '2018-02-07', '2000-01-03');
    const classA = await read('GOOGL', '1d', '2004-01-02', '2015-12-24');
    const classC = await read('GOOG', '1d', '2004-01-02', '2015-12-24');
    const day = (answer: typeof facebook, at: number) =>
      calendar.dateOf(epochMs(answer.field(BAR_START).at(at) ?? 0));

    expect(day(facebook, 0)).toBe('2012-05-18');
    expect(facebook.cause).toBe('FB has daily bars from 2012-05-18 only');
    expect([day(earlier, 0), day(earlier, -1) <= '2003-03-28']).toEqual(['1999-09-29', true]);
    expect(earlier.basis).toEqual({ kind: 'raw' });
    expect(day(classC, 0)).toBe('2014-04-03');
    expect([day(classA, 0), classA.count]).toEqual([
      '2004-08-19',
      calendar.sessionsBetween(sessionDate('2004-08-19'), sessionDate('2015-12-24')).length,
    ]);
  });

  it('gives each quote of a file at its minute’s end', async () => {
    for (const [symbol, date] of [
      ['SPY', '2013-10-07'],
      ['FOXA', '2013-07-01'],
    ] as const) {
      const [answer] = await source.readQuotes([request(symbol, '1m', date, date)]);
      const records = answer?.records ?? new Float64Array();
      const raw = rowsOf(`minute/${symbol.toLowerCase()}/${date.replaceAll('-', '')}_quote.zip`);
      const midnight = calendar.instantOf(sessionDate(date), '00:00');

      expect(column(records, QUOTE_STRIDE, 0)).toEqual(raw.map(([time = 0]) => midnight + time + 60_000));
      expect(column(records, QUOTE_STRIDE, 1)).toEqual(raw.map((row) => (row[4] ?? 0) / 10_000));
      expect(column(records, QUOTE_STRIDE, 3)).toEqual(raw.map((row) => (row[9] ?? 0) / 10_000));
      expect(column(records, QUOTE_STRIDE, 4)).toEqual(
        raw.map((row) => (Number.isNaN(row[9]) ? Number.NaN : row[10])),
      );
    }
  });

  it('gives second bars as the file has them', async () => {
    const seconds = await read('IBM', '1s', '2013-10-07');
    const raw = rowsOf('second/ibm/20131007_trade.zip');

    expect(seconds.field(BAR_OPEN)).toEqual(raw.map((row) => (row[1] ?? 0) / 10_000));
    expect(seconds.field(BAR_HIGH)).toEqual(raw.map((row) => (row[2] ?? 0) / 10_000));
    expect(seconds.field(BAR_LOW)).toEqual(raw.map((row) => (row[3] ?? 0) / 10_000));
  });

  it('offers no hour bars: LEAN’s stand on clock hours, not on the open', async () => {
    expect((await read('SPY', '1h', '2013-10-07')).cause).toBe(
      'lean has 1d, 1m and 1s bars only, no 1h of SPY',
    );
  });

  it('refuses no row of any of its files, and tells the split of AAPL', async () => {
    const { coverage } = await source.describe();
    for (const { interval, symbols, sessions } of coverage) {
      for (const symbol of symbols) {
        const days = sessions?.[symbol] ?? [sessionDate('2018-02-07')];
        for (const day of days) await read(symbol, interval, day);
      }
    }
    const notices = await source.readNotices(
      epochMs(Date.parse('2014-01-01')),
      epochMs(Date.parse('2014-12-31')),
    );

    expect(readdirSync(`${root}/equity/usa/daily`)).toHaveLength(12);
    expect(await source.takeRejectedRows()).toEqual([]);
    expect(notices.map(({ symbol, detail }) => `${symbol} ${detail}`)).toContain(
      'AAPL split: 1 share becomes 7',
    );
  });
});
