import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { aroon } from './aroon.ts';

it('says how long ago the extremes were', () => {
  const bars = barsOf({ high: [5, 9, 6, 7, 8], low: [4, 3, 2, 6, 7], close: [5, 5, 5, 7, 8] });
  const { up, down, oscillator } = valuesOver(aroon, bars, { period: 4 });
  expect(up?.at(-1)).toBe(25);
  expect(down?.at(-1)).toBe(50);
  expect(oscillator?.at(-1)).toBe(-25);
});

it('counts from the latest of equal extremes', () => {
  const { up, down } = valuesOver(aroon, barsOf({ close: [5, 5, 5, 5] }), { period: 2 });
  expect(up?.slice(2)).toEqual([100, 100]);
  expect(down?.slice(2)).toEqual([100, 100]);
});
