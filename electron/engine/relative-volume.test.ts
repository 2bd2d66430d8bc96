import { describe, expect, it } from 'vitest';
import { averageVolume, relativeVolume } from './relative-volume.ts';
import { BarSeries } from './session-data/bar-series.ts';

function daily(volumes: readonly number[]): BarSeries {
  const series = new BarSeries(100);
  for (const [day, volume] of volumes.entries()) {
    series.offer(Float64Array.of(day * 86_400_000, 10, 10, 10, 10, volume), 0);
  }
  return series;
}

describe('the average volume', () => {
  it('is that of the newest 20 completed sessions', () => {
    const volumes = Array.from({ length: 30 }, (_, day) => 100 * day);
    const newest = volumes.slice(5, 25).reduce((sum, volume) => sum + volume, 0) / 20;
    expect(averageVolume(daily(volumes), 25)).toBe(newest);
  });

  it('is that of fewer where there are fewer, down to 5', () => {
    expect(averageVolume(daily([1, 2, 3, 4, 5]), 5)).toBe(3);
    expect(averageVolume(daily([1, 2, 3, 4, 5]), 4)).toBeNaN();
    expect(averageVolume(daily([]), 0)).toBeNaN();
  });
});

describe('relative volume', () => {
  it('is 1 on a usual day, and twice that on one of twice the volume', () => {
    expect(relativeVolume(1_000, 1_000, 390, 0, 390)).toBe(1);
    expect(relativeVolume(2_000, 1_000, 390, 0, 390)).toBe(2);
  });

  it('is unknown at the open, and without an average', () => {
    expect(relativeVolume(10, 1_000, 0, 0, 390)).toBeNaN();
    expect(relativeVolume(10, Number.NaN, 200, 0, 390)).toBeNaN();
    expect(relativeVolume(10, 0, 200, 0, 390)).toBeNaN();
  });
});
