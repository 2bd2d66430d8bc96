import { describe, expect, it } from 'vitest';
import { BarSeries } from '../session-data/bar-series.ts';
import { suspectedSplit } from './suspected-split.ts';

const DAY = 86_400_000;

/** Daily bars that open and close as told, a day apart. */
function daily(...opensAndCloses: readonly (readonly [number, number])[]): BarSeries {
  const series = new BarSeries(100);
  for (const [day, [open, close]] of opensAndCloses.entries()) {
    const bar = [day * DAY, open, Math.max(open, close), Math.min(open, close), close, 1_000];
    series.offer(Float64Array.from(bar), 0);
  }
  return series;
}

describe('a suspected split', () => {
  it('is a jump by a ratio that splits have', () => {
    expect(suspectedSplit(daily([100, 101], [25.4, 25.1]))).toEqual({ start: DAY, ratio: '4:1' });
    expect(suspectedSplit(daily([2, 2.02], [40.1, 41]))).toEqual({ start: DAY, ratio: '1:20' });
  });

  it('is no hard day', () => {
    expect(suspectedSplit(daily([100, 98], [80, 79], [60, 58]))).toBeUndefined();
    expect(suspectedSplit(daily([100, 98]))).toBeUndefined();
  });

  it('is the newest where there are two', () => {
    expect(suspectedSplit(daily([100, 100], [50, 50], [50, 50], [25, 25]))?.start).toBe(3 * DAY);
  });

  it('is no matter of what happens inside a day', () => {
    expect(suspectedSplit(daily([100, 50], [50, 51]))).toBeUndefined();
  });
});
