import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { hma } from './hma.ts';

it('is the weighted average of twice the fast one less the slow one', () => {
  const { hma: values } = valuesOver(hma, barsOf({ close: [1, 2, 4, 8, 16] }), { period: 4 });
  // WMA(2): 10/3 and 20/3 and 40/3; WMA(4): 49/10 and 98/10, of the last four each.
  const first = (2 * 20) / 3 - 49 / 10;
  const second = (2 * 40) / 3 - 98 / 10;
  expect(values?.slice(0, 4)).toEqual(new Array(4).fill(Number.NaN));
  expect(values?.[4]).toBeCloseTo((first + 2 * second) / 3, 12);
});

it('rounds half of the period and its root down', () => {
  const { hma: values } = valuesOver(hma, barsOf({ close: [3, 5, 4] }), { period: 3 });
  // WMA(1) is the input itself, and the root of 3 is 1.
  expect(values?.[2]).toBeCloseTo(2 * 4 - (3 + 10 + 12) / 6, 12);
});
