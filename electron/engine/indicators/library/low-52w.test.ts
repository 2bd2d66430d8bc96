import { expect, it } from 'vitest';
import { randomBars } from '../../../testing/bar-records.ts';
import { DAILY, valuesOver } from '../../../testing/indicator-values.ts';
import { low52w } from './low-52w.ts';
import { lowest } from './lowest.ts';

const bars = randomBars(600, 52);

it.each([
  ['1d', 252],
  ['1w', 52],
] as const)('is on %s the low of %i bars', (interval, period) => {
  const { low_52w: values } = valuesOver(low52w, bars, {}, 'low', { ...DAILY, interval });
  expect(values).toEqual(valuesOver(lowest, bars, { period }).lowest);
  expect(low52w.warmUp({}, interval).ready).toBe(period);
});
