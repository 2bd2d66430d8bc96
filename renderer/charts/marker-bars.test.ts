import { describe, expect, it } from 'vitest';
import { chartData, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { barOf } from './marker-bars.ts';

const DAY = 86_400;
const data = chartData({ at: [...fiveMinutes(OPEN, 3), ...fiveMinutes(OPEN + DAY, 2)] });
const days = chartData({ at: [OPEN, OPEN + DAY, OPEN + 2 * DAY] }, { interval: '1d' });

/** Epoch ms of exchange wall seconds on these October days. */
const instant = (wall: number) => (wall + 4 * 3_600) * 1_000;

describe('barOf', () => {
  it('puts a scan on the bar that it closed with', () => {
    expect(barOf(data, instant(OPEN + 300), 'ended')).toBe(0);
    expect(barOf(data, instant(OPEN + 600), 'ended')).toBe(1);
    expect(barOf(data, instant(OPEN + 901), 'ended')).toBe(3);
  });

  it('puts a fill into the bar that begins then', () => {
    expect(barOf(data, instant(OPEN + 300), 'within')).toBe(1);
    expect(barOf(data, instant(OPEN + 599), 'within')).toBe(1);
  });

  it('puts what happened overnight on the bar that follows', () => {
    expect(barOf(data, instant(OPEN + DAY - 1_800), 'ended')).toBe(3);
    expect(barOf(data, instant(OPEN + DAY - 1_800), 'within')).toBe(3);
  });

  it('does not draw what the chart has no bar for', () => {
    expect(barOf(data, instant(OPEN - DAY), 'ended')).toBe(-1);
    expect(barOf(data, instant(OPEN + 2 * DAY), 'ended')).toBe(-1);
  });

  it('puts it on its day where bars are days, also before the open', () => {
    expect(barOf(days, instant(OPEN + DAY - 1_800), 'ended')).toBe(1);
    expect(barOf(days, instant(OPEN + DAY + 20_000), 'ended')).toBe(1);
    expect(barOf(days, instant(OPEN + 3 * DAY), 'ended')).toBe(-1);
  });

  it('puts it into its week where bars are weeks', () => {
    const weeks = chartData({ at: [OPEN, OPEN + 7 * DAY] }, { interval: '1w' });
    expect(barOf(weeks, instant(OPEN + 3 * DAY), 'within')).toBe(0);
    expect(barOf(weeks, instant(OPEN + 15 * DAY), 'within')).toBe(-1);
  });
});
