import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const WINDOW = 1;

/** Simple moving average. Record: value, window sum. */
export const sma = defineIndicator({
  id: 'sma',
  title: 'Simple moving average',
  shortTitle: 'SMA',
  description: 'Mean of the input over the last `period` bars.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['sma'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const field = inputOffset(input);
    return {
      stateLength: WINDOW + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowSum(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        pushWindowSum(state, at + WINDOW, period, bars, barAt + field);
        state[at] = read(state, at + WINDOW) / period;
      },
    };
  },
});
