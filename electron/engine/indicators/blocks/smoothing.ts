import { read } from '../record.ts';

/*
 * Recursive average: value + alpha * (new - value), seeded with the simple mean
 * of the first `period` values, as TA-Lib and LEAN do. An exponential average
 * has alpha = 2 / (period + 1), Wilder's 1 / period.
 *
 * Layout: average (NaN until seeded), values seen and their sum while seeding.
 */
const AVERAGE = 0;
const SEEN = 1;
const SUM = 2;

export const SMOOTHING_LENGTH = 3;

export function resetSmoothing(state: Float64Array, at: number): void {
  state[at + AVERAGE] = Number.NaN;
  state[at + SEEN] = 0;
  state[at + SUM] = 0;
}

/** Takes a value; returns the average, NaN before `period` values. O(1). */
export function pushSmoothing(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  value: number,
): number {
  const before = read(state, at + AVERAGE);
  if (Number.isNaN(before)) return seed(state, at, period, value);
  const average = before + alpha * (value - before);
  state[at + AVERAGE] = average;
  return average;
}

function seed(state: Float64Array, at: number, period: number, value: number): number {
  const seen = read(state, at + SEEN) + 1;
  const sum = read(state, at + SUM) + value;
  state[at + SEEN] = seen;
  state[at + SUM] = sum;
  const average = seen === period ? sum / period : Number.NaN;
  state[at + AVERAGE] = average;
  return average;
}
