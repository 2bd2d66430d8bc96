import { read } from '../record.ts';

/*
 * Recursive average: value + alpha * (new - value), seeded with the simple mean
 * of the first `period` values, as TA-Lib and LEAN do. An exponential average
 * has alpha = 2 / (period + 1), Wilder's 1 / period.
 *
 * Layout: average (NaN until seeded), values seen and their sum while seeding.
 */
const SEEN = 1;
const SUM = 2;

export const SMOOTHING_LENGTH = 3;

export function resetSmoothing(state: Float64Array, at: number): void {
  state[at] = Number.NaN;
  state[at + SEEN] = 0;
  state[at + SUM] = 0;
}

/** Takes the value at `source[from]`; leaves the average at `state[at]`, NaN before `period` values. O(1). */
export function pushSmoothing(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  source: Float64Array,
  from: number,
): void {
  const average = read(state, at);
  if (Number.isNaN(average)) seed(state, at, period, source, from);
  else state[at] = average + alpha * (read(source, from) - average);
}

function seed(state: Float64Array, at: number, period: number, source: Float64Array, from: number): void {
  const seen = read(state, at + SEEN) + 1;
  const sum = read(state, at + SUM) + read(source, from);
  state[at + SEEN] = seen;
  state[at + SUM] = sum;
  if (seen === period) state[at] = sum / period;
}
