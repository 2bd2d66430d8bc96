import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { stochastic } from './stochastic.ts';

it('is where the close lies in the range, averaged, and averaged again', () => {
  const bars = barsOf({ high: [10, 10, 10, 10], low: [0, 0, 0, 0], close: [5, 8, 2, 6] });
  const { k, d } = valuesOver(stochastic, bars, { period: 2, smooth: 1, signal: 2 });
  expect(k).toEqual([Number.NaN, Number.NaN, 20, 60]);
  expect(d).toEqual([Number.NaN, Number.NaN, 50, 40]);
});

it('is in the middle where there is no range', () => {
  const { k } = valuesOver(stochastic, barsOf({ close: [5, 5, 5] }), { period: 2, smooth: 1, signal: 1 });
  expect(k?.at(-1)).toBe(50);
});
