import {
  pushRelativeStrength,
  RELATIVE_STRENGTH_LENGTH,
  resetRelativeStrength,
} from '../blocks/relative-strength.ts';
import {
  pushWindowHigh,
  pushWindowLow,
  resetWindowHigh,
  resetWindowLow,
  windowExtremeLength,
} from '../blocks/window-extreme.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, SEED_WEIGHT, wilderAlpha } from '../warm-up.ts';

const K = 0;
const D = 1;
const RAW = 2;
const SMOOTHED = 3;
const RSI = 4;
const HIGH = RSI + RELATIVE_STRENGTH_LENGTH;
/** A range of the RSI below this is its rounding. */
const ROUNDING = 1e-10;
/** A difference of the RSI is seen through the narrow range that the RSI moved in, so many times as large. */
const AMPLIFICATION = 30;

/** Stochastic of the RSI. Record: k, d, raw k, smoothed k, RSI, its window high and low, window sums of raw and of smoothed k. */
export const stochRsi = defineIndicator({
  id: 'stoch_rsi',
  title: 'Stochastic RSI',
  shortTitle: 'StochRSI',
  description:
    'k: 100 * (RSI - its lowest) / (its highest - its lowest) over `stoch` bars, averaged over `smooth` bars; d: k averaged over `signal` bars; simple averages (Chande and Kroll 1994, as in TradingView; TA-Lib STOCHRSI has no smoothing of k: `smooth` 1). 50 where the RSI stood still: TA-Lib says 0. Both appear with the first d.',
  type: 'momentum',
  params: [
    barsParameter(14, 'period', 'RSI period'),
    barsParameter(14, 'stoch', 'Stochastic period'),
    barsParameter(3, 'smooth', 'Smoothing of k'),
    barsParameter(3, 'signal', 'Average of k'),
  ],
  defaultInput: 'close',
  outputs: ['k', 'd'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const windows =
      parameter(params, 'stoch') + parameter(params, 'smooth') + parameter(params, 'signal') - 3;
    const ready = period + 1 + windows;
    return { ready, stable: ready + barsToForget(wilderAlpha(period), SEED_WEIGHT / AMPLIFICATION) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    const stoch = parameter(params, 'stoch');
    const smooth = parameter(params, 'smooth');
    const signal = parameter(params, 'signal');
    const field = inputOffset(input);
    const low = HIGH + windowExtremeLength(stoch);
    const smoothed = low + windowExtremeLength(stoch);
    const signalled = smoothed + windowSumLength(smooth);
    return {
      stateLength: signalled + windowSumLength(signal),
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + RSI);
        resetRelativeStrength(state, at + RSI);
        resetWindowHigh(state, at + HIGH, stoch);
        resetWindowLow(state, at + low, stoch);
        resetWindowSum(state, at + smoothed, smooth);
        resetWindowSum(state, at + signalled, signal);
      },
      update(state, at, bars, barAt) {
        pushRelativeStrength(state, at + RSI, period, alpha, bars, barAt + field);
        const strength = read(state, at + RSI);
        if (Number.isNaN(strength)) return;
        pushWindowHigh(state, at + HIGH, stoch, state, at + RSI);
        pushWindowLow(state, at + low, stoch, state, at + RSI);
        const lowest = read(state, at + low);
        const range = read(state, at + HIGH) - lowest;
        if (Number.isNaN(range)) return;
        state[at + RAW] = range <= ROUNDING ? 50 : (100 * (strength - lowest)) / range;
        pushWindowSum(state, at + smoothed, smooth, state, at + RAW);
        const k = read(state, at + smoothed) / smooth;
        if (Number.isNaN(k)) return;
        state[at + SMOOTHED] = k;
        pushWindowSum(state, at + signalled, signal, state, at + SMOOTHED);
        const d = read(state, at + signalled) / signal;
        if (Number.isNaN(d)) return;
        state[at + K] = k;
        state[at + D] = d;
      },
    };
  },
});
