import { pushWindowLow, resetWindowLow, windowExtremeLength } from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';

/** Rolling low. Record: window extreme, which is the value. */
export const lowest = defineIndicator({
  id: 'lowest',
  title: 'Rolling low',
  shortTitle: 'Low',
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
    const field = inputOffset(input);
    return {
      stateLength: windowExtremeLength(period),
      outputCount: 1,
      reset(state, at) {
        resetWindowLow(state, at, period);
      },
      update(state, at, bars, barAt) {
        pushWindowLow(state, at, period, bars, barAt + field);
      },
    };
  },
});
