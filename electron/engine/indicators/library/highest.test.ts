import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { highest } from './highest.ts';

it('is the highest high, the last bar included', () => {
  const bars = barsOf({ high: [3, 9, 4, 5, 6], close: [1, 1, 1, 1, 1] });
  expect(valuesOver(highest, bars, { period: 3 }).highest).toEqual([Number.NaN, Number.NaN, 9, 9, 6]);
});

it('can be asked of another field', () => {
  const bars = barsOf({ high: [3, 9], close: [2, 1] });
  expect(valuesOver(highest, bars, { period: 2 }, 'close').highest?.[1]).toBe(2);
});
