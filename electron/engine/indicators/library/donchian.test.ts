import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { donchian } from './donchian.ts';

it('spans the highest high and the lowest low, the last bar included', () => {
  const bars = barsOf({ high: [10, 12, 11], low: [8, 9, 10], close: [9, 10, 10] });
  const { upper, lower, middle } = valuesOver(donchian, bars, { period: 2 });
  expect([upper?.[1], lower?.[1], middle?.[1]]).toEqual([12, 8, 10]);
  expect([upper?.[2], lower?.[2], middle?.[2]]).toEqual([12, 9, 10.5]);
});
