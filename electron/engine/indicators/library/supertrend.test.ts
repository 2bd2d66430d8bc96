import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { supertrend } from './supertrend.ts';

const close = [10, 11, 12, 13, 14, 13, 6, 7];
const bars = barsOf({
  close,
  high: close.map((price) => price + 0.25),
  low: close.map((price) => price - 0.75),
});

it('is the lower band while closes hold it, which never falls', () => {
  const { supertrend: values = [], direction } = valuesOver(supertrend, bars, { period: 2, k: 1 });
  // True ranges are 1.25 while closes rise by 1, and the middle lies 0.25 below the close.
  expect(values.slice(0, 5)).toEqual([Number.NaN, Number.NaN, 10.5, 11.5, 12.5]);
  expect(values[5]).toBe(12.5);
  expect(direction?.slice(2, 6)).toEqual([1, 1, 1, 1]);
});

it('is the upper band from the close below it on', () => {
  const { supertrend: values = [], direction } = valuesOver(supertrend, bars, { period: 2, k: 1 });
  expect(direction?.slice(6)).toEqual([-1, -1]);
  expect(values[6]).toBeGreaterThan(6);
  expect(values[7]).toBeLessThanOrEqual(values[6] ?? 0);
});
