import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { rsi } from './rsi.ts';

it('smooths rises and falls as Wilder does', () => {
  const { rsi: values } = valuesOver(rsi, barsOf({ close: [10, 12, 11, 14] }), { period: 2 });
  // Rises 2, 0, 3 and falls 0, 1, 0: seeds 1 and 0.5, then 2 and 0.25.
  expect(values?.[2]).toBeCloseTo(100 * (1 / 1.5), 12);
  expect(values?.[3]).toBeCloseTo(100 * (2 / 2.25), 12);
});

it('is 100 where all rises, 0 where all falls, and 50 where nothing moves', () => {
  const last = (close: number[]): number | undefined =>
    valuesOver(rsi, barsOf({ close }), { period: 2 }).rsi?.at(-1);
  expect(last([1, 2, 3])).toBe(100);
  expect(last([3, 2, 1])).toBe(0);
  expect(last([2, 2, 2])).toBe(50);
});
