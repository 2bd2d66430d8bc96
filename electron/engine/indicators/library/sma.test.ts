import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { sma } from './sma.ts';

it('is the mean of the window', () => {
  const { sma: values } = valuesOver(sma, barsOf({ close: [1, 2, 3, 4, 9] }), { period: 3 });
  expect(values).toEqual([Number.NaN, Number.NaN, 2, 3, 16 / 3]);
});

it('takes zero for a price', () => {
  const { sma: values } = valuesOver(sma, barsOf({ close: [0, 0, 3] }), { period: 2 });
  expect(values).toEqual([Number.NaN, 0, 1.5]);
});
