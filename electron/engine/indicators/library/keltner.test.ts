import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { keltner } from './keltner.ts';

it('lies true ranges around the average', () => {
  const bars = barsOf({ high: [10, 12, 9], low: [9, 11, 8], close: [9, 12, 8] });
  const { middle, upper, lower } = valuesOver(keltner, bars, { period: 2, atr: 2, k: 2 });
  // Average 10.5, then 10.5 + 2/3 (8 - 10.5); true ranges 3 and 4.
  expect(middle?.[1]).toBeNaN();
  expect(middle?.[2]).toBeCloseTo(10.5 - 5 / 3, 12);
  expect(upper?.[2]).toBeCloseTo(10.5 - 5 / 3 + 7, 12);
  expect(lower?.[2]).toBeCloseTo(10.5 - 5 / 3 - 7, 12);
});
