import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookbackLength, pushLookback, resetLookback } from './lookback.ts';
import {
  pushWindowHigh,
  pushWindowLow,
  resetWindowHigh,
  resetWindowLow,
  windowExtremeLength,
} from './window-extreme.ts';
import {
  DEVIATION,
  MEAN,
  pushWindowMoments,
  resetWindowMoments,
  windowMomentsLength,
} from './window-moments.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from './window-sum.ts';

type Reset = (state: Float64Array, at: number, period: number) => void;
type Push = (state: Float64Array, at: number, period: number, source: Float64Array, from: number) => void;

/** What a block says after each value, at `result` of its record. */
function run(
  length: number,
  reset: Reset,
  push: Push,
  period: number,
  values: number[],
  result = 0,
): number[] {
  const state = new Float64Array(length);
  const source = Float64Array.from(values);
  reset(state, 0, period);
  return values.map((_, index) => {
    push(state, 0, period, source, index);
    return state[result] ?? Number.NaN;
  });
}

/** The same by the book: the whole window again at each value. */
function byTheBook(period: number, values: number[], reduce: (window: number[]) => number): number[] {
  return values.map((_, index) =>
    index + 1 < period ? Number.NaN : reduce(values.slice(index + 1 - period, index + 1)),
  );
}

const sumOf = (window: number[]): number => window.reduce((sum, value) => sum + value, 0);
const prices = fc.array(
  fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100),
  { maxLength: 120 },
);
const periods = fc.integer({ min: 1, max: 30 });

describe('window sum', () => {
  it('is the sum of the window, to the rounding of adding it up', () => {
    fc.assert(
      fc.property(periods, prices, (period, values) => {
        const sums = run(windowSumLength(period), resetWindowSum, pushWindowSum, period, values);
        for (const [index, expected] of byTheBook(period, values, sumOf).entries()) {
          const sum = sums[index] ?? Number.NaN;
          if (Number.isNaN(expected)) expect(sum).toBeNaN();
          else expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1e-14 * period * expected);
        }
      }),
    );
  });

  it('is exact on whole numbers', () => {
    fc.assert(
      fc.property(
        periods,
        fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 120 }),
        (period, values) => {
          const sums = run(windowSumLength(period), resetWindowSum, pushWindowSum, period, values);
          expect(sums.map((sum) => sum + 0)).toEqual(byTheBook(period, values, sumOf));
        },
      ),
    );
  });

  it('has forgotten a huge value as soon as it has left', () => {
    const values = [1e20, 1, 2, 3, 4];
    expect(run(windowSumLength(3), resetWindowSum, pushWindowSum, 3, values).slice(3)).toEqual([6, 9]);
  });
});

describe('window extremes', () => {
  it('are the highest and the lowest of the window', () => {
    fc.assert(
      fc.property(periods, prices, (period, values) => {
        const length = windowExtremeLength(period);
        expect(run(length, resetWindowHigh, pushWindowHigh, period, values)).toEqual(
          byTheBook(period, values, (window) => Math.max(...window)),
        );
        expect(run(length, resetWindowLow, pushWindowLow, period, values)).toEqual(
          byTheBook(period, values, (window) => Math.min(...window)),
        );
      }),
    );
  });
});

describe('window moments', () => {
  it('are the mean and the population deviation of the window', () => {
    fc.assert(
      fc.property(periods, prices, (period, values) => {
        const length = windowMomentsLength(period);
        const means = run(length, resetWindowMoments, pushWindowMoments, period, values, MEAN);
        const deviations = run(length, resetWindowMoments, pushWindowMoments, period, values, DEVIATION);
        for (let index = period - 1; index < values.length; index += 1) {
          const window = values.slice(index + 1 - period, index + 1);
          const mean = sumOf(window) / period;
          const deviation = Math.sqrt(sumOf(window.map((value) => (value - mean) ** 2)) / period);
          const scale = Math.max(...values);
          expect(Math.abs((means[index] ?? Number.NaN) - mean)).toBeLessThanOrEqual(1e-12 * scale);
          // The root of a rounding: 1e-14 of the square of the jumps in the window before.
          expect(Math.abs((deviations[index] ?? Number.NaN) - deviation)).toBeLessThanOrEqual(2e-6 * scale);
        }
        expect(means.slice(0, period - 1).every(Number.isNaN)).toBe(true);
        expect(deviations.slice(0, period - 1).every(Number.isNaN)).toBe(true);
      }),
    );
  });

  it('has no deviation at all on a flat price, after a jump too', () => {
    const values = [...new Array(50).fill(0.1), ...new Array(50).fill(123.4567)];
    const deviations = run(
      windowMomentsLength(20),
      resetWindowMoments,
      pushWindowMoments,
      20,
      values,
      DEVIATION,
    );
    expect(deviations.slice(19, 50).every((value) => value === 0)).toBe(true);
    expect(deviations.slice(69).every((value) => value === 0)).toBe(true);
  });

  it('keeps nine digits where prices are high and the deviation is small', () => {
    const values = Array.from({ length: 200 }, (_, index) => 500_000 + 0.01 * ((index * 7) % 13));
    const deviations = run(
      windowMomentsLength(13),
      resetWindowMoments,
      pushWindowMoments,
      13,
      values,
      DEVIATION,
    );
    // Thirteen steps of a cent in some order: deviation sqrt((13^2 - 1) / 12) cents.
    for (const value of deviations.slice(12)) expect(value).toBeCloseTo(0.01 * Math.sqrt(14), 10);
  });
});

describe('lookback', () => {
  it('is the value of so many values ago', () => {
    fc.assert(
      fc.property(periods, prices, (period, values) => {
        expect(run(lookbackLength(period), resetLookback, pushLookback, period, values)).toEqual(
          values.map((_, index) => values[index - period] ?? Number.NaN),
        );
      }),
    );
  });
});
