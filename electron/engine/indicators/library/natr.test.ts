import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { natr } from './natr.ts';

it('is the average true range in percent of the close', () => {
  const bars = barsOf({ high: [10, 12, 9], low: [9, 11, 8], close: [9, 12, 8] });
  expect(valuesOver(natr, bars, { period: 2 }).natr?.[2]).toBe((100 * 3.5) / 8);
});

it('has no value on a close of zero', () => {
  const bars = barsOf({ close: [1, 1, 0] });
  expect(valuesOver(natr, bars, { period: 1 }).natr).toEqual([Number.NaN, 0, Number.NaN]);
});
