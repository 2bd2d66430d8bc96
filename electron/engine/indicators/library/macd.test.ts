import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { macd } from './macd.ts';

it('is the difference of two averages, and that from its own', () => {
  const params = { fast: 1, slow: 2, signal: 2 };
  const { macd: line, signal, histogram } = valuesOver(macd, barsOf({ close: [1, 3, 6, 6] }), params);
  // Fast 1, 3, 6, 6; slow -, 2, 14/3, 50/9; line -, 1, 4/3, 4/9; signal -, -, 7/6, 37/54.
  expect(line?.slice(0, 2)).toEqual([Number.NaN, Number.NaN]);
  expect(line?.[2]).toBeCloseTo(4 / 3, 12);
  expect(signal?.[2]).toBeCloseTo(7 / 6, 12);
  expect(signal?.[3]).toBeCloseTo(37 / 54, 12);
  expect(histogram?.[3]).toBeCloseTo(4 / 9 - 37 / 54, 12);
});
