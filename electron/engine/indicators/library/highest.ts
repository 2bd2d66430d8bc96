import { pushWindowHigh, resetWindowHigh, windowExtremeLength } from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputCode, readInput } from '../input.ts';

const WINDOW = 1;

/** Rolling high. Record: value, window extreme. */
export const highest = defineIndicator({
  id: 'highest',
  title: 'Rolling high',
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
    const code = inputCode(input);
    return {
      stateLength: WINDOW + windowExtremeLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowHigh(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        state[at] = pushWindowHigh(state, at + WINDOW, period, readInput(bars, barAt, code));
      },
    };
  },
});
