import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { momentum } from './momentum.ts';

it('is the change itself', () => {
  const { momentum: values } = valuesOver(momentum, barsOf({ close: [10, 20, 15, 10] }), { period: 2 });
  expect(values).toEqual([Number.NaN, Number.NaN, 5, -10]);
});
