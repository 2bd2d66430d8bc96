import {
  DEVIATION,
  MEAN,
  pushWindowMoments,
  resetWindowMoments,
  windowMomentsLength,
} from '../blocks/window-moments.ts';
import { barsParameter, defineIndicator, factorParameter, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const MIDDLE = 0;
const UPPER = 1;
const LOWER = 2;
const BANDWIDTH = 3;
const PERCENT_B = 4;
const WINDOW = 5;

/** Bollinger bands. Record: the five outputs, window moments. */
export const bbands = defineIndicator({
  id: 'bbands',
  title: 'Bollinger bands',
  shortTitle: 'Bollinger',
  description:
    'Simple mean of `period` bars, and `k` population standard deviations above and below (Bollinger; TA-Lib). Bandwidth is (upper - lower) / middle, percent_b is (input - lower) / (upper - lower): 0.5 where the bands have no width. No bandwidth at a mean of zero.',
  type: 'volatility',
  params: [barsParameter(20), factorParameter(2, 'k', 'Standard deviations')],
  defaultInput: 'close',
  outputs: ['middle', 'upper', 'lower', 'bandwidth', 'percent_b'],
  scale: 'price',
  otherScaleOutputs: ['bandwidth', 'percent_b'],
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const factor = parameter(params, 'k');
    const field = inputOffset(input);
    return {
      stateLength: WINDOW + windowMomentsLength(period),
      outputCount: 5,
      reset(state, at) {
        state.fill(Number.NaN, at, at + WINDOW);
        resetWindowMoments(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        pushWindowMoments(state, at + WINDOW, period, bars, barAt + field);
        const value = read(bars, barAt + field);
        const middle = read(state, at + WINDOW + MEAN);
        const reach = factor * read(state, at + WINDOW + DEVIATION);
        state[at + MIDDLE] = middle;
        state[at + UPPER] = middle + reach;
        state[at + LOWER] = middle - reach;
        state[at + BANDWIDTH] = middle === 0 ? Number.NaN : (2 * reach) / middle;
        state[at + PERCENT_B] = reach === 0 ? 0.5 : 0.5 + (value - middle) / (2 * reach);
      },
    };
  },
});
