import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import {
  AVERAGE_TRUE_RANGE_LENGTH,
  pushAverageTrueRange,
  resetAverageTrueRange,
} from '../blocks/true-range.ts';
import { barsParameter, defineIndicator, factorParameter, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, exponentialAlpha, wilderAlpha } from '../warm-up.ts';

const MIDDLE = 0;
const UPPER = 1;
const LOWER = 2;
const AVERAGE = 3;
const RANGE = AVERAGE + SMOOTHING_LENGTH;

/** Keltner channel. Record: middle, upper, lower, smoothing of the input, average true range. */
export const keltner = defineIndicator({
  id: 'keltner',
  title: 'Keltner channel',
  shortTitle: 'Keltner',
  description:
    "EMA of `period` bars, and `k` times Wilder's ATR of `atr` bars above and below (Raschke's form; Skender). All outputs appear when both averages have a value.",
  type: 'volatility',
  params: [barsParameter(20), barsParameter(10, 'atr', 'ATR period'), factorParameter(2, 'k', 'True ranges')],
  defaultInput: 'close',
  outputs: ['middle', 'upper', 'lower'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const range = parameter(params, 'atr');
    return {
      ready: Math.max(period, range + 1),
      stable: Math.max(
        period + barsToForget(exponentialAlpha(period)),
        range + 1 + barsToForget(wilderAlpha(range)),
      ),
    };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const rangePeriod = parameter(params, 'atr');
    const factor = parameter(params, 'k');
    const alpha = exponentialAlpha(period);
    const rangeAlpha = wilderAlpha(rangePeriod);
    const field = inputOffset(input);
    return {
      stateLength: RANGE + AVERAGE_TRUE_RANGE_LENGTH,
      outputCount: 3,
      reset(state, at) {
        state.fill(Number.NaN, at, at + AVERAGE);
        resetSmoothing(state, at + AVERAGE);
        resetAverageTrueRange(state, at + RANGE);
      },
      update(state, at, bars, barAt) {
        pushSmoothing(state, at + AVERAGE, period, alpha, bars, barAt + field);
        pushAverageTrueRange(state, at + RANGE, rangePeriod, rangeAlpha, bars, barAt);
        const middle = read(state, at + AVERAGE);
        const reach = factor * read(state, at + RANGE);
        if (Number.isNaN(middle + reach)) return;
        state[at + MIDDLE] = middle;
        state[at + UPPER] = middle + reach;
        state[at + LOWER] = middle - reach;
      },
    };
  },
});
