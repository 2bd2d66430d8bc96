import { describe, expect, it } from 'vitest';
import { formatAge, formatSessionDate, formatTimeOn, formatWallTime, spokenAge } from './times.ts';

describe('times', () => {
  it('shows exchange time, summer and winter', () => {
    expect(formatWallTime(Date.parse('2013-10-09T18:12:12Z'))).toBe('14:12:12');
    expect(formatWallTime(Date.parse('2013-12-09T18:12:12Z'))).toBe('13:12:12');
  });

  it('names the day only where it is not the session', () => {
    const instant = Date.parse('2013-10-08T13:35:00Z');
    expect(formatTimeOn(instant, '2013-10-08')).toBe('09:35:00');
    expect(formatTimeOn(instant, '2013-10-09')).toBe('10-08 09:35:00');
  });

  it('spells a session date', () => expect(formatSessionDate('2013-10-09')).toBe('Wed 9 Oct 2013'));

  it.each([
    [-500, '0 s'],
    [3_900, '3 s'],
    [60_000, '1 min'],
    [17.5 * 3_600_000, '17 h'],
    [3 * 86_400_000, '3 d'],
    [Number.NaN, '—'],
  ])('shows %d ms as %s', (age, text) => expect(formatAge(age)).toBe(text));

  it.each([
    [0, '0 seconds'],
    [1_999, '1 second'],
    [40_000, '40 seconds'],
    [61_000, '1 minute'],
    [2 * 3_600_000, '2 hours'],
    [86_400_000, '1 day'],
    [Number.NaN, 'an unknown time'],
  ])('says %d ms as %s', (age, words) => expect(spokenAge(age)).toBe(words));
});
