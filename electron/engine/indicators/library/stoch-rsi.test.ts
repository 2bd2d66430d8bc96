import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { stochRsi } from './stoch-rsi.ts';

const params = { period: 2, stoch: 3, smooth: 1, signal: 1 };

it('is 100 where the RSI is at its highest, 0 where it is at its lowest', () => {
  const rising = valuesOver(stochRsi, barsOf({ close: [10, 9, 10, 9, 11, 14] }), params);
  expect(rising.k?.at(-1)).toBe(100);
  const falling = valuesOver(stochRsi, barsOf({ close: [10, 11, 10, 11, 9, 6] }), params);
  expect(falling.k?.at(-1)).toBe(0);
});

it('is 50 where the RSI stands still, rounding apart', () => {
  const { k } = valuesOver(stochRsi, barsOf({ close: [10.1, 10.3, ...new Array(40).fill(10.3)] }), params);
  expect(k?.slice(-20)).toEqual(new Array(20).fill(50));
});
