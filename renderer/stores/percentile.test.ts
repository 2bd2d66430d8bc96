import { describe, expect, it } from 'vitest';
import { RecentValues } from './percentile.ts';

function valuesOf(limit: number, values: readonly number[]): RecentValues {
  const recent = new RecentValues(limit);
  for (const value of values) recent.add(value);
  return recent;
}

describe('a percentile of recent values', () => {
  it('is null where there are none', () => {
    expect(valuesOf(4, []).percentile(0.95)).toBeNull();
  });

  it('is the value that the share of them does not exceed, whatever their order', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
    expect(valuesOf(100, hundred).percentile(0.95)).toBe(95);
    expect(valuesOf(100, hundred).percentile(0.5)).toBe(50);
    expect(valuesOf(100, [7]).percentile(0.95)).toBe(7);
  });

  it('forgets what is older than its bound', () => {
    const recent = valuesOf(3, [900, 1, 2, 3]);
    expect(recent.count).toBe(3);
    expect(recent.percentile(1)).toBe(3);
  });
});
