import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { usualVolume } from './usual-volume.ts';

it('is the mean of what there is, from five bars on, and then of the window', () => {
  const bars = barsOf({ close: [1, 1, 1, 1, 1, 1, 1], volume: [10, 20, 30, 40, 50, 60, 700] });
  const { usual_volume: values = [] } = valuesOver(usualVolume, bars, { period: 6 });
  expect(values.slice(0, 4)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  expect(values.slice(4)).toEqual([30, 35, 150]);
});
