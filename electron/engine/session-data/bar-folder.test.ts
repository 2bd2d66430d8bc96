import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { epochMs, MILLISECONDS_PER_DAY, sessionDate } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, rowsOf, sessionMinutes } from '../../testing/minute-bars.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { BarFolder, foldRecords } from './bar-folder.ts';

const calendar = exchangeCalendar('NYSE');
const INTRADAY: readonly Interval[] = ['5m', '15m', '30m', '1h'];

function session(date: string): TradingSession {
  const found = calendar.session(sessionDate(date));
  if (found === undefined) throw new Error(`No session on ${date}`);
  return found;
}

/** Half days, an ordinary day, and the Fridays and Mondays around both changes of the clocks. */
const DAYS = [
  '2013-10-07',
  '2013-11-01',
  '2013-11-04',
  '2013-11-29',
  '2013-12-24',
  '2014-03-07',
  '2014-03-10',
].map(session);

/** A bar made of a group of finer rows: first open, highest high, lowest low, last close, all volume. */
function combined(start: number, rows: readonly number[][]): number[] {
  const field = (row: readonly number[] | undefined, at: number): number => row?.[at] ?? Number.NaN;
  return [
    start,
    field(rows[0], 1),
    Math.max(...rows.map((row) => field(row, 2))),
    Math.min(...rows.map((row) => field(row, 3))),
    field(rows.at(-1), 4),
    rows.reduce((sum, row) => sum + field(row, 5), 0),
  ];
}

/** Groups rows by the start that `startOf` gives them; rows without one are left out. */
function grouped(records: Float64Array, startOf: (instant: number) => number | undefined): number[][] {
  const groups = new Map<number, number[][]>();
  for (const row of rowsOf(records)) {
    const start = startOf(row[0] ?? Number.NaN);
    if (start === undefined) continue;
    groups.set(start, [...(groups.get(start) ?? []), row]);
  }
  return [...groups].map(([start, rows]) => combined(start, rows));
}

/** Start of the bar that holds an instant of one day, from the day's opening hours alone. */
function gridStart(day: TradingSession, interval: Interval) {
  const length = nominalMilliseconds(interval);
  return (instant: number): number => {
    const anchor = instant < day.open ? day.preOpen : instant < day.close ? day.open : day.close;
    return anchor + Math.floor((instant - anchor) / length) * length;
  };
}

/** Any minutes of a day, from the pre-market to the post-market. */
function anyMinutes(day: TradingSession): fc.Arbitrary<Float64Array> {
  const minutes = (day.postClose - day.preOpen) / 60_000;
  return fc.array(fc.boolean(), { minLength: minutes, maxLength: minutes, size: 'max' }).map((traded) =>
    minuteBars(
      day.preOpen,
      traded.flatMap((has, minute) => (has ? [minute] : [])),
    ),
  );
}

const SESSIONS = calendar.sessionsBetween(calendar.firstDate, calendar.lastDate);
const anyDay = fc.oneof(
  fc.constantFrom(...DAYS),
  fc.nat(SESSIONS.length - 1).map((place) => SESSIONS[place] ?? session('2013-10-07')),
);
const dayAndMinutes = anyDay.chain((day) => fc.tuple(fc.constant(day), anyMinutes(day)));

describe('folding minutes into coarser bars', () => {
  it('equals a grouping by the hours of the day, whatever minutes are missing', () => {
    fc.assert(
      fc.property(dayAndMinutes, fc.constantFrom(...INTRADAY), ([day, records], interval) => {
        const folded = rowsOf(foldRecords(records, intervalIndex(interval), calendar));
        expect(folded).toEqual(grouped(records, gridStart(day, interval)));
      }),
      { numRuns: 60 },
    );
  });

  it('takes regular hours only into the day', () => {
    fc.assert(
      fc.property(dayAndMinutes, ([day, records]) => {
        const folded = rowsOf(foldRecords(records, intervalIndex('1d'), calendar));
        const isRegular = (instant: number): boolean => instant >= day.open && instant < day.close;
        expect(folded).toEqual(grouped(records, (instant) => (isRegular(instant) ? day.open : undefined)));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['2013-10-07', '1h', 7],
    ['2013-11-29', '1h', 4],
    ['2013-10-07', '15m', 26],
    ['2013-11-29', '15m', 14],
    ['2013-12-24', '1d', 1],
  ] as const)('makes of %s as many bars of %s as the session has room for: %s', (date, interval, count) => {
    const folded = rowsOf(foldRecords(sessionMinutes(session(date)), intervalIndex(interval), calendar));
    expect(folded).toHaveLength(count);
  });

  it('makes as many bars as the calendar expects on the days around every change of the clocks, 2013 to 2026', () => {
    const newYork = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
    let days = 0;
    for (const [place, friday] of SESSIONS.entries()) {
      const monday = SESSIONS[place + 1];
      if (monday === undefined || friday.date < '2013' || friday.date > '2027') continue;
      const hours = (instant: number): number =>
        (instant - Date.parse(`${calendar.dateOf(epochMs(instant))}T00:00:00Z`)) / 3_600_000;
      if (hours(friday.open) === hours(monday.open)) continue;
      for (const day of [friday, monday]) {
        days += 1;
        expect(newYork.format(day.open)).toBe('09:30');
        for (const interval of [...INTRADAY, '1d'] as const) {
          const folded = rowsOf(foldRecords(sessionMinutes(day), intervalIndex(interval), calendar));
          expect(folded).toHaveLength(expectedRegularBars(calendar, interval, day));
          expect(folded[0]?.[0]).toBe(day.open);
        }
      }
    }
    expect(days).toBe(2 * 2 * 14);
  });

  it('keeps the last hour of a full day and of a half day to the close', () => {
    for (const day of DAYS) {
      const last = rowsOf(foldRecords(sessionMinutes(day), intervalIndex('1h'), calendar)).at(-1);
      expect(last?.[0]).toBe(day.close - 30 * 60_000);
    }
  });

  it('begins a week on its first session and ends it on its last, over holidays and changes of the clocks', () => {
    const days = calendar.sessionsBetween(sessionDate('2013-10-28'), sessionDate('2013-12-06'));
    const minutes = joinRecords(...days.map((day, number) => sessionMinutes(day, 50 + number)));
    const weekOf = (day: TradingSession): number =>
      Math.floor((Date.parse(day.date) / MILLISECONDS_PER_DAY + 3) / 7);
    const firstOf = new Map<number, number>();
    for (const day of days) if (!firstOf.has(weekOf(day))) firstOf.set(weekOf(day), day.open);
    const expected = grouped(minutes, (instant) => {
      const day = days.find((each) => instant >= each.open && instant < each.close);
      return day === undefined ? undefined : firstOf.get(weekOf(day));
    });
    expect(expected).toHaveLength(6);
    expect(rowsOf(foldRecords(minutes, intervalIndex('1w'), calendar))).toEqual(expected);
  });

  it('leaves out what is no bar and what is out of order', () => {
    const day = session('2013-10-07');
    const good = minuteBars(day.open, [0, 1, 2, 3]);
    const broken = Float64Array.of(day.open + 90_000, 1, 0.5, 2, 1, 1);
    const mixed = joinRecords(
      good.subarray(0, 2 * BAR_STRIDE),
      broken,
      good.subarray(0, BAR_STRIDE),
      good.subarray(2 * BAR_STRIDE),
    );
    expect(foldRecords(mixed, intervalIndex('5m'), calendar)).toEqual(
      foldRecords(good, intervalIndex('5m'), calendar),
    );
  });
});

describe('a forming bar', () => {
  it('is at each step the fold of what came so far', () => {
    const day = session('2013-11-29');
    const minutes = minuteBars(day.open, [0, 1, 4, 5, 7, 11, 12, 30, 31, 209]);
    const index = intervalIndex('5m');
    const folder = new BarFolder(index, calendar, () => undefined);
    for (let at = 0; at < minutes.length; at += BAR_STRIDE) {
      folder.fold(3, minutes, at);
      const forming = folder.forming.subarray(3 * BAR_STRIDE, 4 * BAR_STRIDE);
      const prefix = rowsOf(foldRecords(minutes.subarray(0, at + BAR_STRIDE), index, calendar));
      expect([...forming]).toEqual(prefix.at(-1));
      expect(folder.formingStart(3)).toBe(prefix.at(-1)?.[0]);
      expect(folder.hasForming(2)).toBe(false);
    }
  });

  it('closes by the clock exactly as it closes by the next bar', () => {
    fc.assert(
      fc.property(dayAndMinutes, fc.constantFrom(...INTRADAY, '1d' as const), ([day, records], interval) => {
        const index = intervalIndex(interval);
        const closed: number[][] = [];
        const folder = new BarFolder(index, calendar, (_symbol, _interval, bars, at) =>
          closed.push([...bars.subarray(at, at + BAR_STRIDE)]),
        );
        for (let at = 0; at < records.length; at += BAR_STRIDE) {
          const end = (records[at] ?? Number.NaN) + 60_000;
          folder.fold(0, records, at);
          folder.closeUntil(end);
          if (folder.hasForming(0)) expect(calendar.spanEnd(index, end - 60_000)).toBeGreaterThan(end);
        }
        folder.closeUntil(day.postClose);
        expect(closed).toEqual(rowsOf(foldRecords(records, index, calendar)));
      }),
      { numRuns: 40 },
    );
  });

  it('is forgotten without being closed when it is dropped', () => {
    const closed: number[] = [];
    const folder = new BarFolder(intervalIndex('5m'), calendar, (symbol) => closed.push(symbol));
    const minutes = minuteBars(session('2013-10-07').open, [0, 1]);
    for (const symbol of [0, 1]) folder.foldAll(symbol, minutes);
    folder.drop(0);
    folder.drop(1_000);
    folder.closeUntil(Number.POSITIVE_INFINITY);
    expect(closed).toEqual([1]);
    expect(folder.hasForming(1)).toBe(false);
    expect(folder.formingStart(1)).toBeNaN();
  });

  it('closes symbols in the order of their numbers', () => {
    const closed: number[] = [];
    const folder = new BarFolder(intervalIndex('5m'), calendar, (symbol) => closed.push(symbol));
    const minutes = minuteBars(session('2013-10-07').open, [0]);
    for (const symbol of [70, 2, 9]) folder.foldAll(symbol, minutes);
    folder.closeUntil(Number.POSITIVE_INFINITY);
    expect(closed).toEqual([2, 9, 70]);
  });
});
