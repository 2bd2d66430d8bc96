import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { williamsR } from './williams-r.ts';

it('is the distance from the highest high, in percent of the range, below zero', () => {
  const bars = barsOf({ high: [10, 12], low: [8, 9], close: [9, 11] });
  expect(valuesOver(williamsR, bars, { period: 2 }).williams_r?.[1]).toBe(-25);
});

it('is in the middle where there is no range', () => {
  expect(valuesOver(williamsR, barsOf({ close: [5, 5] }), { period: 2 }).williams_r?.[1]).toBe(-50);
});
