import { describe, expect, it } from 'vitest';
import { ExchangeCalendar } from './exchange-calendar.ts';
import { NEW_YORK_SCHEDULE } from './new-york-schedule.ts';

describe('an exchange schedule', () => {
  it.each([
    ['a closure on a Saturday', { specialClosures: { '2011-01-01': 'New Year' } }],
    ['a closure that is a holiday already', { specialClosures: { '2013-07-04': 'Independence Day' } }],
    ['a closure outside the coverage', { specialClosures: { '2029-01-02': 'Unknown' } }],
    ['an early close on a holiday', { earlyCloses: { 2013: '07-04' } }],
    ['an early close named twice', { earlyCloses: { 2013: '07-03 07-03' } }],
    ['a day that does not exist', { earlyCloses: { 2013: '02-29' } }],
  ])('is refused with %s', (_, mistake) => {
    expect(() => new ExchangeCalendar({ ...NEW_YORK_SCHEDULE, ...mistake })).toThrow(RangeError);
  });

  it('is refused with hours past midnight of standard time', () => {
    const hours = { ...NEW_YORK_SCHEDULE.hours, preOpen: '00:30' };
    expect(() => new ExchangeCalendar({ ...NEW_YORK_SCHEDULE, hours })).toThrow('midnight');
  });
});
