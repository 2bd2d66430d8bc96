import {
  DEVIATION,
  pushWindowMoments,
  resetWindowMoments,
  windowMomentsLength,
} from '../blocks/window-moments.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const WINDOW = 1;

/** Standard deviation. Record: value, window moments. */
export const stddev = defineIndicator({
  id: 'stddev',
  title: 'Standard deviation',
  shortTitle: 'Std dev',
  description: 'Population standard deviation of the input over the last `period` bars (TA-Lib).',
  type: 'volatility',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['stddev'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const field = inputOffset(input);
    return {
      stateLength: WINDOW + windowMomentsLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowMoments(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        pushWindowMoments(state, at + WINDOW, period, bars, barAt + field);
        state[at] = read(state, at + WINDOW + DEVIATION);
      },
    };
  },
});
