import { pushWindowLow, resetWindowLow, windowExtremeLength } from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputCode, readInput } from '../input.ts';

const WINDOW = 1;

/** Rolling low. Record: value, window extreme. */
export const lowest = defineIndicator({
  id: 'lowest',
  title: 'Rolling low',
  description: 'Lowest low of the last `period` bars, the last one included.',
  type: 'level',
  params: [barsParameter(20)],
  defaultInput: 'low',
  outputs: ['lowest'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const code = inputCode(input);
    return {
      stateLength: WINDOW + windowExtremeLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowLow(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        state[at] = pushWindowLow(state, at + WINDOW, period, readInput(bars, barAt, code));
      },
    };
  },
});
