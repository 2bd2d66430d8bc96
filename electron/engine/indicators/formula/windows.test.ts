import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { barsOf } from '../../../testing/bar-records.ts';
import type { Formula } from './formula.ts';
import { formulaKernel } from './formula-kernel.ts';
import type { Value } from './value.ts';
import { weightedSum, windowHigh, windowLow, windowMean, windowMoments } from './windows.ts';

/** What a window over these closes says after each of them. */
function run(closes: readonly number[], window: (formula: Formula) => Value): number[] {
  const kernel = formulaKernel((formula) => [window(formula)]);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  const bars = barsOf({ close: closes });
  return closes.map((_, index) => {
    kernel.update(state, 0, bars, index * BAR_STRIDE);
    return state[0] ?? Number.NaN;
  });
}

/** The same by the book: the whole window again at each value. */
function byTheBook(
  period: number,
  values: readonly number[],
  reduce: (window: number[]) => number,
): number[] {
  return values.map((_, index) =>
    index + 1 < period ? Number.NaN : reduce(values.slice(index + 1 - period, index + 1)),
  );
}

const periods = fc.integer({ min: 1, max: 30 });
const whole = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 120 });
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('a window', () => {
  it('of whole numbers has their exact mean, extremes and weighted sum', () => {
    fc.assert(
      fc.property(periods, whole, (period, values) => {
        const windows = {
          mean: run(values, (formula) => windowMean(formula, formula.close, period)),
          high: run(values, (formula) => windowHigh(formula, formula.close, period)),
          low: run(values, (formula) => windowLow(formula, formula.close, period)),
          weighted: run(values, (formula) => weightedSum(formula, formula.close, period)),
        };
        // Minus zero is no other price.
        const plain = (list: readonly number[]): number[] => list.map((value) => value + 0);
        expect(plain(windows.mean)).toEqual(
          plain(byTheBook(period, values, (window) => sumOf(window) / period)),
        );
        expect(plain(windows.high)).toEqual(
          plain(byTheBook(period, values, (window) => Math.max(...window))),
        );
        expect(plain(windows.low)).toEqual(plain(byTheBook(period, values, (window) => Math.min(...window))));
        expect(plain(windows.weighted)).toEqual(
          plain(
            byTheBook(period, values, (window) => sumOf(window.map((value, index) => value * (index + 1)))),
          ),
        );
      }),
    );
  });

  it('has forgotten a huge value as soon as it has left', () => {
    const values = [1e20, 1, 2, 3, 4, 5, 6, 7];
    const means = run(values, (formula) => windowMean(formula, formula.close, 6));
    expect(means.slice(6)).toEqual([21 / 6, 27 / 6]);
  });

  it('has no deviation at all on a flat price, after a jump too', () => {
    const values = [...new Array<number>(50).fill(0.1), ...new Array<number>(50).fill(123.4567)];
    const deviations = run(values, (formula) => windowMoments(formula, formula.close, 20).deviation);
    expect(deviations.slice(19, 50).every((value) => value === 0)).toBe(true);
    expect(deviations.slice(69).every((value) => value === 0)).toBe(true);
  });

  it('keeps nine digits of the deviation where prices are high and it is small', () => {
    const values = Array.from({ length: 200 }, (_, index) => 500_000 + 0.01 * ((index * 7) % 13));
    const deviations = run(values, (formula) => windowMoments(formula, formula.close, 13).deviation);
    // Thirteen steps of a cent in some order: deviation sqrt((13^2 - 1) / 12) cents.
    for (const value of deviations.slice(12)) expect(value).toBeCloseTo(0.01 * Math.sqrt(14), 10);
  });

  it('over a window means something once both are full', () => {
    const values = Array.from({ length: 12 }, (_, index) => index);
    const means = run(values, (formula) => windowMean(formula, windowHigh(formula, formula.close, 3), 5));
    expect(means.findIndex((value) => !Number.isNaN(value))).toBe(6);
    expect(means.at(-1)).toBe(9);
  });
});
