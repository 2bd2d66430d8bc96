import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { bbands } from './bbands.ts';

it('lies population deviations around the mean', () => {
  const bands = valuesOver(bbands, barsOf({ close: [2, 4, 6] }), { period: 3, k: 3 });
  const deviation = Math.sqrt(8 / 3);
  expect(bands.middle?.[2]).toBe(4);
  expect(bands.upper?.[2]).toBeCloseTo(4 + 3 * deviation, 12);
  expect(bands.lower?.[2]).toBeCloseTo(4 - 3 * deviation, 12);
  expect(bands.bandwidth?.[2]).toBeCloseTo((6 * deviation) / 4, 12);
  expect(bands.percent_b?.[2]).toBeCloseTo((6 - (4 - 3 * deviation)) / (6 * deviation), 12);
});

it('has no width on a flat price, and that price in its middle', () => {
  const bands = valuesOver(bbands, barsOf({ close: [0.1, 0.1, 0.1] }), { period: 3, k: 2 });
  expect([bands.upper?.[2], bands.lower?.[2], bands.bandwidth?.[2], bands.percent_b?.[2]]).toEqual([
    0.1, 0.1, 0, 0.5,
  ]);
});
