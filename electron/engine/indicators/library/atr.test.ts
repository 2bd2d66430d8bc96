import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { atr } from './atr.ts';

it('counts the gap from the previous close, and no range for the first bar', () => {
  const bars = barsOf({ high: [10, 12, 9, 9], low: [9, 11, 8, 8], close: [9, 12, 8, 9] });
  // True ranges 3 (12 - 9), 4 (12 - 8), 1.
  expect(valuesOver(atr, bars, { period: 2 }).atr).toEqual([Number.NaN, Number.NaN, 3.5, 2.25]);
});
