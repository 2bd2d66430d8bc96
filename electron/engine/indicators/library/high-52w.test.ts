import { expect, it } from 'vitest';
import { randomBars } from '../../../testing/bar-records.ts';
import { DAILY, valuesOver } from '../../../testing/indicator-values.ts';
import { high52w } from './high-52w.ts';
import { highest } from './highest.ts';

const bars = randomBars(600, 52);

it.each([
  ['1d', 252],
  ['1w', 52],
] as const)('is on %s the high of %i bars', (interval, period) => {
  const { high_52w: values } = valuesOver(high52w, bars, {}, 'high', { ...DAILY, interval });
  expect(values).toEqual(valuesOver(highest, bars, { period }).highest);
  expect(high52w.warmUp({}, interval).ready).toBe(period);
});
