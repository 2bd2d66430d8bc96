import { describe, expect, it } from 'vitest';
import { INTERVALS, intervalIndex } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from './exchanges.ts';
import { expectedBars, expectedRegularBars } from './expected-bars.ts';

const calendar = exchangeCalendar('NYSE');

function expectedOn(date: string): number[] {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`No session on ${date}`);
  return INTERVALS.map((interval) => expectedRegularBars(calendar, interval, session));
}

describe('expected bars', () => {
  it('of a full Monday, a half Friday and a half Thursday before a holiday', () => {
    expect(expectedOn('2013-10-07')).toEqual([23_400, 390, 78, 26, 13, 7, 1, 0]);
    expect(expectedOn('2013-11-29')).toEqual([12_600, 210, 42, 14, 7, 4, 1, 1]);
    expect(expectedOn('2020-12-24')).toEqual([12_600, 210, 42, 14, 7, 4, 1, 1]);
  });

  it('of 2024 count sessions, minutes and weeks', () => {
    const count = (interval: (typeof INTERVALS)[number]) =>
      expectedBars(calendar, interval, sessionDate('2024-01-01'), sessionDate('2024-12-31'));
    expect(count('1d')).toBe(252);
    expect(count('1m')).toBe(249 * 390 + 3 * 210);
    // The week of 30 December ends in 2025.
    expect(count('1w')).toBe(52);
  });

  it('of a closed day are none', () => {
    const holiday = sessionDate('2013-07-04');
    for (const interval of INTERVALS) expect(expectedBars(calendar, interval, holiday, holiday)).toBe(0);
  });

  it('of every interval are as many as the spans that end in the session', () => {
    for (const session of calendar.sessionsBetween(sessionDate('2013-11-18'), sessionDate('2013-12-31'))) {
      for (const interval of INTERVALS.filter((name) => name !== '1s')) {
        const ends = new Set<number>();
        for (let instant: number = session.open; instant < session.close; instant += 60_000) {
          const end = calendar.spanEnd(intervalIndex(interval), instant);
          if (end <= session.close) ends.add(end);
        }
        expect(expectedRegularBars(calendar, interval, session)).toBe(ends.size);
      }
    }
  });
});
