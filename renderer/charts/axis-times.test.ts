import { TickMarkType, type Time } from 'lightweight-charts';
import { describe, expect, it } from 'vitest';
import { axisMark, barTime, crosshairTime, wallDate } from './axis-times.ts';

// 13:39 at the exchange on 9 October 2013, written as if it were UTC.
const at = (Date.UTC(2013, 9, 9, 13, 39) / 1_000) as Time;

describe('axisMark', () => {
  it('writes exchange time as it is, whatever the zone of the computer', () => {
    expect(axisMark(at, TickMarkType.Time)).toBe('13:39');
  });

  it('writes a day, a month and a year as such', () => {
    expect(axisMark(at, TickMarkType.DayOfMonth)).toBe('9 Oct');
    expect(axisMark(at, TickMarkType.Month)).toBe('Oct');
    expect(axisMark(at, TickMarkType.Year)).toBe('2013');
  });
});

describe('crosshairTime', () => {
  it('has the time of day within the day, and the year otherwise', () => {
    expect(crosshairTime(at, true)).toBe('Wed 9 Oct  13:39');
    expect(crosshairTime(at, false)).toBe('Wed 9 Oct 2013');
  });
});

describe('wallDate', () => {
  it('is the day of the exchange', () => {
    expect(wallDate(Number(at))).toBe('2013-10-09');
    expect(barTime(Number(at), true)).toBe('Wed 9 Oct  13:39');
  });
});
