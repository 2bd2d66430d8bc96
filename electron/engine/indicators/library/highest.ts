import { pushWindowHigh, resetWindowHigh, windowExtremeLength } from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';

/** Rolling high. Record: window extreme, which is the value. */
export const highest = defineIndicator({
  id: 'highest',
  title: 'Rolling high',
  shortTitle: 'High',
  description: 'Highest high of the last `period` bars, the last one included.',
  type: 'level',
  params: [barsParameter(20)],
  defaultInput: 'high',
  outputs: ['highest'],
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
        resetWindowHigh(state, at, period);
      },
      update(state, at, bars, barAt) {
        pushWindowHigh(state, at, period, bars, barAt + field);
      },
    };
  },
});
