import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { ema } from './ema.ts';

it('is seeded with the mean of the first bars and moves by 2 / (period + 1) of the distance', () => {
  const { ema: values } = valuesOver(ema, barsOf({ close: [1, 2, 6, 7, 1] }), { period: 3 });
  expect(values).toEqual([Number.NaN, Number.NaN, 3, 5, 3]);
});

it('is stable when the seed weighs 0.1%', () => {
  const { stable } = ema.warmUp({ period: 20 }, '1d');
  expect((1 - 2 / 21) ** (stable - 20)).toBeLessThanOrEqual(0.001);
  expect((1 - 2 / 21) ** (stable - 21)).toBeGreaterThan(0.001);
});
