import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { mfi } from './mfi.ts';

it('is the share of the money that came in on rises', () => {
  const bars = barsOf({ close: [10, 12, 11], volume: [1, 10, 20] });
  expect(valuesOver(mfi, bars, { period: 2 }).mfi?.[2]).toBeCloseTo((100 * 120) / (120 + 220), 12);
});

it('is in the middle where no money flowed', () => {
  expect(valuesOver(mfi, barsOf({ close: [10, 10, 10] }), { period: 2 }).mfi?.[2]).toBe(50);
});
