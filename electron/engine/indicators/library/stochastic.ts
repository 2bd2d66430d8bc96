import { BAR_CLOSE, BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import {
  pushWindowHigh,
  pushWindowLow,
  resetWindowHigh,
  resetWindowLow,
  windowExtremeLength,
} from '../blocks/window-extreme.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const K = 0;
const D = 1;
const RAW = 2;
const SMOOTHED = 3;
const HIGH = 4;

/** Stochastic oscillator. Record: k, d, raw k, smoothed k, window high, window low, window sums of raw and of smoothed k. */
export const stochastic = defineIndicator({
  id: 'stochastic',
  title: 'Stochastic oscillator',
  shortTitle: 'Stochastic',
  description:
    'k: 100 * (close - lowest low) / (highest high - lowest low) over `period` bars, averaged over `smooth` bars; d: k averaged over `signal` bars; simple averages (Lane; TA-Lib STOCH). 50 where the range is zero: TA-Lib says 0, which would read as oversold. Both appear with the first d.',
  type: 'momentum',
  params: [
    barsParameter(14),
    barsParameter(3, 'smooth', 'Smoothing of k'),
    barsParameter(3, 'signal', 'Average of k'),
  ],
  defaultInput: undefined,
  outputs: ['k', 'd'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + parameter(params, 'smooth') + parameter(params, 'signal') - 2;
    return { ready: bars, stable: bars };
  },
  create(params) {
    const period = parameter(params, 'period');
    const smooth = parameter(params, 'smooth');
    const signal = parameter(params, 'signal');
    const low = HIGH + windowExtremeLength(period);
    const smoothed = low + windowExtremeLength(period);
    const signalled = smoothed + windowSumLength(smooth);
    return {
      stateLength: signalled + windowSumLength(signal),
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + HIGH);
        resetWindowHigh(state, at + HIGH, period);
        resetWindowLow(state, at + low, period);
        resetWindowSum(state, at + smoothed, smooth);
        resetWindowSum(state, at + signalled, signal);
      },
      update(state, at, bars, barAt) {
        pushWindowHigh(state, at + HIGH, period, bars, barAt + BAR_HIGH);
        pushWindowLow(state, at + low, period, bars, barAt + BAR_LOW);
        const lowest = read(state, at + low);
        const range = read(state, at + HIGH) - lowest;
        if (Number.isNaN(range)) return;
        state[at + RAW] = range === 0 ? 50 : (100 * (read(bars, barAt + BAR_CLOSE) - lowest)) / range;
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
