import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { adx } from './adx.ts';

it('is 100, and all of it upward, where every bar lies above the one before', () => {
  const close = Array.from({ length: 12 }, (_, index) => 10 + index);
  const { adx: values, plus_di, minus_di } = valuesOver(adx, barsOf({ close }), { period: 3 });
  expect(values?.findIndex((value) => !Number.isNaN(value))).toBe(5);
  expect(values?.at(-1)).toBeCloseTo(100, 12);
  expect(plus_di?.at(-1)).toBeCloseTo(100, 12);
  expect(minus_di?.at(-1)).toBe(0);
});

it('is 0 where nothing moves', () => {
  const outputs = valuesOver(adx, barsOf({ close: new Array(12).fill(5) }), { period: 3 });
  expect(Object.values(outputs).map((values) => values.at(-1))).toEqual([0, 0, 0]);
});
