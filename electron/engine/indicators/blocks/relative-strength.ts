import { read } from '../record.ts';
import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from './smoothing.ts';

/*
 * Relative strength index (Wilder 1978): 100 * gain / (gain + loss), of Wilder's
 * averages of rises and falls; 50 where nothing moved.
 *
 * Layout: index, previous value, rise, fall, smoothed gain, smoothed loss.
 */
const PREVIOUS = 1;
const RISE = 2;
const FALL = 3;
const GAIN = 4;
const LOSS = GAIN + SMOOTHING_LENGTH;

export const RELATIVE_STRENGTH_LENGTH = LOSS + SMOOTHING_LENGTH;

export function resetRelativeStrength(state: Float64Array, at: number): void {
  state.fill(Number.NaN, at, at + GAIN);
  resetSmoothing(state, at + GAIN);
  resetSmoothing(state, at + LOSS);
}

/** Takes the value at `source[from]`; leaves the index at `state[at]`, NaN before `period` + 1 values. O(1). */
export function pushRelativeStrength(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const change = value - read(state, at + PREVIOUS);
  state[at + PREVIOUS] = value;
  if (Number.isNaN(change)) return;
  // Half of (size + change) is the rise, without a branch that prices make unpredictable.
  const size = Math.abs(change);
  state[at + RISE] = 0.5 * (size + change);
  state[at + FALL] = 0.5 * (size - change);
  pushSmoothing(state, at + GAIN, period, alpha, state, at + RISE);
  pushSmoothing(state, at + LOSS, period, alpha, state, at + FALL);
  const gain = read(state, at + GAIN);
  const moved = gain + read(state, at + LOSS);
  state[at] = moved === 0 ? 50 : (100 * gain) / moved;
}
