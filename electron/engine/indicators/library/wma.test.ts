import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { wma } from './wma.ts';

it('weighs the newest bar most', () => {
  const { wma: values } = valuesOver(wma, barsOf({ close: [1, 2, 3, 9, 0] }), { period: 3 });
  expect(values).toEqual([Number.NaN, Number.NaN, 14 / 6, 35 / 6, 21 / 6]);
});
