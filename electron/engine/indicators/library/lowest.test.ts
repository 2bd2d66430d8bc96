import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { lowest } from './lowest.ts';

it('is the lowest low, the last bar included', () => {
  const bars = barsOf({ low: [3, 1, 4, 5, 6], close: [9, 9, 9, 9, 9] });
  expect(valuesOver(lowest, bars, { period: 3 }).lowest).toEqual([Number.NaN, Number.NaN, 1, 1, 4]);
});
