import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { cmf } from './cmf.ts';

it('is the share of the volume that closed high, less that which closed low', () => {
  const bars = barsOf({ high: [10, 10, 10], low: [8, 8, 8], close: [10, 8, 9], volume: [100, 300, 50] });
  expect(valuesOver(cmf, bars, { period: 2 }).cmf).toEqual([Number.NaN, -0.5, -300 / 350]);
});

it('has no value while no share of the window was traded', () => {
  const bars = barsOf({ close: [9, 9, 9, 9], volume: [5, 0, 0, 5] });
  expect(valuesOver(cmf, bars, { period: 2 }).cmf).toEqual([Number.NaN, 0, Number.NaN, 0]);
});
