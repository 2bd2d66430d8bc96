import { LOOKBACK_RING, lookbackLength, pushLookback, resetLookback } from '../blocks/lookback.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { typicalPrice } from '../input.ts';
import { read } from '../record.ts';

const TYPICAL = 1;
const WINDOW = 2;
const RING = WINDOW + LOOKBACK_RING;
const LAMBERT = 0.015;
/** A mean deviation below this share of the mean is rounding, not movement. */
const ROUNDING = 1e-13;

/** Commodity channel index. Record: value, typical price, lookback of typical prices. */
export const cci = defineIndicator({
  id: 'cci',
  title: 'Commodity channel index',
  shortTitle: 'CCI',
  description:
    '(typical price - its mean) / (0.015 * mean deviation) over `period` bars (Lambert 1980; TA-Lib). 0 where nothing moved. The mean deviation moves with the mean, so one bar costs `period` steps.',
  type: 'momentum',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['cci'],
  scale: 'oscillator',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    return {
      stateLength: WINDOW + lookbackLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + TYPICAL] = Number.NaN;
        resetLookback(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        const value = typicalPrice(bars, barAt);
        state[at + TYPICAL] = value;
        pushLookback(state, at + WINDOW, period, state, at + TYPICAL);
        const mean = meanOf(state, at + RING, period);
        const deviation = meanDeviation(state, at + RING, period, mean);
        const flat = deviation <= Math.abs(mean) * ROUNDING;
        state[at] = flat ? 0 : (value - mean) / (LAMBERT * deviation);
      },
    };
  },
});

function meanOf(state: Float64Array, from: number, period: number): number {
  let sum = 0;
  for (let place = from; place < from + period; place += 1) sum += read(state, place);
  return sum / period;
}

function meanDeviation(state: Float64Array, from: number, period: number, mean: number): number {
  let sum = 0;
  for (let place = from; place < from + period; place += 1) sum += Math.abs(read(state, place) - mean);
  return sum / period;
}
