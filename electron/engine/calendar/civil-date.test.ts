import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILLISECONDS_PER_DAY, sessionDate } from '../../../shared/domain/time.ts';
import { dateOfDayNumber, dayNumber, weekdayOf } from './civil-date.ts';

describe('civil dates', () => {
  it('agree with the platform for every day from 1970 to 2100', () => {
    const last = Date.UTC(2100, 11, 31) / MILLISECONDS_PER_DAY;
    for (let day = 0; day <= last; day += 1) {
      const platform = new Date(day * MILLISECONDS_PER_DAY);
      const date = dateOfDayNumber(day);
      if (date !== platform.toISOString().slice(0, 10)) expect(date).toBe(platform.toISOString());
      if (weekdayOf(day) !== platform.getUTCDay()) expect(weekdayOf(day)).toBe(platform.getUTCDay());
    }
  });

  it('come back from their day number, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 300_000 }), (day) => {
        expect(dayNumber(dateOfDayNumber(day))).toBe(day);
        expect(weekdayOf(day)).toBe(new Date(day * MILLISECONDS_PER_DAY).getUTCDay());
      }),
    );
  });

  it('count days from 1970', () => {
    expect(dayNumber(sessionDate('1970-01-01'))).toBe(0);
    expect(dayNumber(sessionDate('2000-02-29'))).toBe(11_016);
  });
});
