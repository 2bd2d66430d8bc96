import { expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { indicatorConfig } from '../config.ts';
import { kernelOf } from '../kernel-of.ts';
import { valueAgo } from './value-ago.ts';

it('is the input of so many bars before', () => {
  const bars = barsOf({ close: [10, 20, 15, 10] });
  expect(valuesOver(valueAgo, bars, { period: 2 }).value).toEqual([Number.NaN, Number.NaN, 10, 20]);
  expect(valuesOver(valueAgo, bars, { period: 0 }).value).toEqual([10, 20, 15, 10]);
});

it('counts the bars on which an indicator has no value, as a lag does', () => {
  // The change has no value after a close of zero.
  const bars = barsOf({ close: [10, 0, 20, 30, 60] });
  const config = indicatorConfig({
    name: 'value_ago',
    interval: '1d',
    period: 1,
    input: { name: 'roc', period: 1 },
  });
  const kernel = kernelOf(config, () => 1);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  const values = Array.from({ length: 5 }, (_unused, bar) => {
    kernel.update(state, 0, bars, bar * BAR_STRIDE);
    return state[0];
  });
  expect(values).toEqual([Number.NaN, Number.NaN, -100, Number.NaN, 50]);
});
