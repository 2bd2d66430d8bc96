import { BAR_CLOSE, BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import { read } from '../record.ts';
import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from './smoothing.ts';

/*
 * Average true range (Wilder 1978). The first bar has no close before it and so
 * no true range: `period` + 1 bars make the first average, as in TA-Lib.
 *
 * Layout: smoothing of the true range, close of the bar before.
 */
const PREVIOUS_CLOSE = SMOOTHING_LENGTH;

export const AVERAGE_TRUE_RANGE_LENGTH = SMOOTHING_LENGTH + 1;

/** The greatest of high - low and the distances of high and low from the previous close. */
export function trueRange(bars: Float64Array, barAt: number, previousClose: number): number {
  return (
    Math.max(read(bars, barAt + BAR_HIGH), previousClose) -
    Math.min(read(bars, barAt + BAR_LOW), previousClose)
  );
}

export function resetAverageTrueRange(state: Float64Array, at: number): void {
  resetSmoothing(state, at);
  state[at + PREVIOUS_CLOSE] = Number.NaN;
}

/** Takes a bar; returns the average true range, NaN before `period` + 1 bars. O(1). */
export function pushAverageTrueRange(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  bars: Float64Array,
  barAt: number,
): number {
  const previousClose = read(state, at + PREVIOUS_CLOSE);
  state[at + PREVIOUS_CLOSE] = read(bars, barAt + BAR_CLOSE);
  if (Number.isNaN(previousClose)) return Number.NaN;
  return pushSmoothing(state, at, period, alpha, trueRange(bars, barAt, previousClose));
}
