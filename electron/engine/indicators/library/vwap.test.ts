import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { vwap } from './vwap.ts';

it('weighs the typical price by volume', () => {
  const bars = barsOf({ high: [12, 24], low: [6, 18], close: [9, 21], volume: [100, 300] });
  expect(valuesOver(vwap, bars).vwap).toEqual([9, 18]);
});

it('has no value before the first share', () => {
  const bars = barsOf({ close: [9, 21], volume: [0, 300] });
  expect(valuesOver(vwap, bars).vwap).toEqual([Number.NaN, 21]);
});
