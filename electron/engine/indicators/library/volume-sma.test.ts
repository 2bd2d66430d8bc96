import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { volumeSma } from './volume-sma.ts';

it('is the mean of the volume, whatever the prices', () => {
  const bars = barsOf({ close: [5, 6, 7], volume: [100, 0, 500] });
  expect(valuesOver(volumeSma, bars, { period: 2 }).volume_sma).toEqual([Number.NaN, 50, 250]);
});
