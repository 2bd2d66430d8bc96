import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { roc } from './roc.ts';

it('is the change in percent', () => {
  const { roc: values } = valuesOver(roc, barsOf({ close: [10, 20, 15, 10] }), { period: 2 });
  expect(values).toEqual([Number.NaN, Number.NaN, 50, -50]);
});

it('has no value where the earlier price is zero', () => {
  expect(valuesOver(roc, barsOf({ close: [0, 20] }), { period: 1 }).roc?.[1]).toBeNaN();
});
