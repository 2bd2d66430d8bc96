import { describe, expect, it } from 'vitest';
import type { ScheduleEntry } from '../../../shared/domain/session-config.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { scheduleTimes } from './schedule.ts';

const calendar = exchangeCalendar('NYSE');

/** Exchange wall times at which a schedule is due on a date. */
function due(date: string, ...entries: readonly ScheduleEntry[]): string[] {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`The exchange is closed on ${date}`);
  return scheduleTimes(entries, session, calendar).map((instant) =>
    calendar.wallTime(epochMs(instant)).slice(0, 5),
  );
}

const EVERY_5 = { start: '09:35', end: '15:55', interval: '5m' } as const;

describe('a schedule', () => {
  it('runs a window from its start to its end, both inclusive', () => {
    const times = due('2013-10-07', EVERY_5);
    expect([times.length, times[0], times[1], times.at(-1)]).toEqual([77, '09:35', '09:40', '15:55']);
    expect(due('2013-10-07', { start: '10:00', end: '10:00', interval: '1h' })).toEqual(['10:00']);
    expect(due('2013-10-07', { start: '10:00', end: '11:59', interval: '1h' })).toEqual(['10:00', '11:00']);
  });

  it('ends every window and leaves out every moment after 13:00 on a half day', () => {
    const times = due('2013-11-29', EVERY_5);
    expect([times.length, times.at(-1)]).toEqual([42, '13:00']);
    expect(due('2013-11-29', { start: '14:00', end: '15:00', interval: '5m' })).toEqual([]);
    expect(due('2013-11-29', { at: '13:00' }, { at: '13:01' }, { at: '16:00' })).toEqual(['13:00']);
  });

  it('counts from the real open and close', () => {
    const entries = [
      { at: 'open' },
      { at: 'open+5m' },
      { at: 'open-30m' },
      { at: 'close-5m' },
      { at: 'close' },
    ] as const;
    expect(due('2013-10-07', ...entries)).toEqual(['09:00', '09:30', '09:35', '15:55', '16:00']);
    expect(due('2013-11-29', ...entries)).toEqual(['09:00', '09:30', '09:35', '12:55', '13:00']);
    expect(due('2013-11-29', { start: 'close-10m', end: 'close', interval: '5m' })).toEqual([
      '12:50',
      '12:55',
      '13:00',
    ]);
  });

  it('may reach into the post-market of a full day, to its end', () => {
    expect(due('2013-10-07', { at: 'close+30m' }, { at: '20:00' }, { at: '20:01' })).toEqual([
      '16:30',
      '20:00',
    ]);
    expect(due('2013-10-07', { start: '19:00', end: '23:00', interval: '30m' })).toEqual([
      '19:00',
      '19:30',
      '20:00',
    ]);
  });

  it('runs on its days of the week only', () => {
    const monday = { at: '10:00', days: ['mon'] } as const;
    const others = { at: '11:00', days: ['tue', 'wed', 'thu', 'fri'] } as const;
    expect(due('2013-10-07', monday, others)).toEqual(['10:00']);
    expect(due('2013-10-08', monday, others)).toEqual(['11:00']);
    expect(due('2013-10-11', { ...EVERY_5, days: ['fri'] })).toHaveLength(77);
    expect(due('2013-10-11', { ...EVERY_5, days: ['mon', 'tue'] })).toEqual([]);
  });

  it('runs at the end of every bar of an interval, the last one at the close, on half days too', () => {
    const fives = due('2013-10-07', { every: '5m' });
    expect([fives.length, fives[0], fives[1], fives.at(-1)]).toEqual([78, '09:35', '09:40', '16:00']);
    expect(due('2013-10-07', { every: '1h' })).toEqual([
      ...['10:30', '11:30', '12:30', '13:30', '14:30', '15:30', '16:00'],
    ]);
    expect(due('2013-11-29', { every: '1h' })).toEqual(['10:30', '11:30', '12:30', '13:00']);
    expect(due('2013-10-07', { every: '5m', days: ['tue'] })).toEqual([]);
    expect(due('2013-10-08', { every: '30m', days: ['tue'] })).toHaveLength(13);
  });

  it('ends its bars at the same wall times on the Mondays after the clocks were changed', () => {
    for (const date of ['2014-03-07', '2014-03-10', '2013-11-01', '2013-11-04'])
      expect(due(date, { every: '30m' })).toEqual(due('2013-10-07', { every: '30m' }));
  });

  it('keeps wall times on both sides of a change of the clocks', () => {
    for (const date of ['2014-03-07', '2014-03-10', '2013-11-01', '2013-11-04']) {
      const times = due(date, EVERY_5, { at: 'open' });
      expect([times.length, times[0], times.at(-1)]).toEqual([78, '09:30', '15:55']);
    }
  });

  it('is due once at a time that several entries name, in the order of time', () => {
    expect(
      due('2013-10-07', { at: '12:00' }, { start: '11:30', end: '12:30', interval: '30m' }, { at: '10:00' }),
    ).toEqual(['10:00', '11:30', '12:00', '12:30']);
  });

  it('is never due before the session’s day begins', () => {
    expect(due('2013-10-07', { at: '03:59' }, { at: '04:00' })).toEqual(['04:00']);
    expect(due('2013-10-07', { start: '03:00', end: '05:00', interval: '1h' })).toEqual(['04:00', '05:00']);
  });
});
