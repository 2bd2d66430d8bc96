import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { cci } from './cci.ts';

it("is the distance from the mean in units of Lambert's 0.015 mean deviations", () => {
  const { cci: values } = valuesOver(cci, barsOf({ close: [1, 2, 6] }), { period: 3 });
  // Mean 3, mean deviation 2.
  expect(values?.[2]).toBeCloseTo(3 / (0.015 * 2), 12);
});

it('is 0 where nothing moves', () => {
  expect(valuesOver(cci, barsOf({ close: [0.1, 0.1, 0.1] }), { period: 3 }).cci?.[2]).toBe(0);
});
