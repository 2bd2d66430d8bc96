import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { epochMs, MILLISECONDS_PER_MINUTE, type SessionDate } from '../../../shared/domain/time.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarSeries } from '../session-data/bar-series.ts';
import { dayQuality } from './day-quality.ts';
import { lostRuns } from './silence.ts';

const calendar = exchangeCalendar('NYSE');

/** A year of a stock's minutes: `date;timestamp;close;high;low;open;price;volume`. */
function minutesOf(symbol: string): BarSeries {
  const path = testData(`minute-2024-blaizard/stocks/ohlc/usd/1min/${symbol}/2024.csv`);
  const records: number[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [, start, close, high, low, open, , volume] = line.split(';').map(Number);
    if (start !== undefined && !Number.isNaN(start))
      records.push(start, open ?? 0, high ?? 0, low ?? 0, close ?? 0, volume ?? 0);
  }
  const series = new BarSeries(100_000);
  series.merge(Float64Array.from(records));
  return series;
}

/** What every session of 2024 came to, each judged by the stock's own minutes alone. */
function yearOf(symbol: string) {
  const series = minutesOf(symbol);
  const first = calendar.dateOf(epochMs(series.startOf(0)));
  return calendar.sessionsBetween(first, '2024-12-31' as SessionDate).map((session) => {
    const active = new Uint8Array(session.minutes);
    for (let at = series.indexFrom(session.open); series.startOf(at) < session.close; at += 1)
      active[(series.startOf(at) - session.open) / MILLISECONDS_PER_MINUTE] = 1;
    const lost = lostRuns(active, active.length).map(({ first: from, end }) => ({
      from: session.open + from * MILLISECONDS_PER_MINUTE,
      to: session.open + end * MILLISECONDS_PER_MINUTE,
    }));
    const tally = { duplicates: 0, revised: 0, rejected: 0, late: 0 };
    return dayQuality(series, '1m', session, session.postClose, { lost, halts: [], tally }, calendar);
  });
}

describe.skipIf(!hasTestData)('a year of thinly traded stocks (needs the test data)', () => {
  it('BKNG trades in 147 minutes of a day: the others are quiet, on every day', () => {
    const year = yearOf('BKNG');
    expect(year).toHaveLength(252);
    const got = year.map((day) => day.got).sort((a, b) => a - b);
    expect(Math.abs((got[126] ?? 0) - 147)).toBeLessThanOrEqual(1);
    expect(year.filter(({ lost }) => lost > 0)).toEqual([]);
    for (const day of year) expect(day.quiet).toBe(day.expected - day.got);
  });

  it('TPL trades in 58: only the silence of 173 minutes before its split is more than chance explains', () => {
    const lacking = yearOf('TPL').filter(({ lost }) => lost > 0);
    expect(lacking.map(({ date, lost, quiet }) => [date, lost, quiet])).toEqual([['2024-03-26', 173, 179]]);
  });

  it('a half day ends at 13:00 for it too', () => {
    const halves = yearOf('BKNG').filter(({ expected }) => expected !== 390);
    expect(halves.map(({ date, expected }) => [date, expected])).toEqual([
      ['2024-07-03', 210],
      ['2024-11-29', 210],
      ['2024-12-24', 210],
    ]);
  });
});
