import { BAR_CLOSE, BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import { read } from '../record.ts';
import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from './smoothing.ts';

/*
 * Average true range (Wilder 1978). The first bar has no close before it and so
 * no true range: `period` + 1 bars make the first average, as in TA-Lib.
 *
 * Layout: smoothing of the true range, true range, close of the bar before.
 */
const TRUE_RANGE = SMOOTHING_LENGTH;
const PREVIOUS_CLOSE = TRUE_RANGE + 1;

export const AVERAGE_TRUE_RANGE_LENGTH = PREVIOUS_CLOSE + 1;

export function resetAverageTrueRange(state: Float64Array, at: number): void {
  resetSmoothing(state, at);
  state[at + TRUE_RANGE] = Number.NaN;
  state[at + PREVIOUS_CLOSE] = Number.NaN;
}

/** Takes the bar at `barAt`; leaves the average true range at `state[at]`, NaN before `period` + 1 bars. O(1). */
export function pushAverageTrueRange(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  bars: Float64Array,
  barAt: number,
): void {
  if (Number.isNaN(read(state, at + PREVIOUS_CLOSE))) {
    state[at + PREVIOUS_CLOSE] = read(bars, barAt + BAR_CLOSE);
    return;
  }
  trueRange(state, at + TRUE_RANGE, bars, barAt, at + PREVIOUS_CLOSE);
  state[at + PREVIOUS_CLOSE] = read(bars, barAt + BAR_CLOSE);
  pushSmoothing(state, at, period, alpha, state, at + TRUE_RANGE);
}

/**
 * Leaves the greatest of high - low and the distances of high and low from the
 * previous close, which stands at `state[previousCloseAt]`, at `state[at]`.
 */
function trueRange(
  state: Float64Array,
  at: number,
  bars: Float64Array,
  barAt: number,
  previousCloseAt: number,
): void {
  const previousClose = read(state, previousCloseAt);
  const high = read(bars, barAt + BAR_HIGH);
  const low = read(bars, barAt + BAR_LOW);
  state[at] = (high > previousClose ? high : previousClose) - (low < previousClose ? low : previousClose);
}
