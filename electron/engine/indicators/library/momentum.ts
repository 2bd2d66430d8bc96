import { lookbackLength, pushLookback, resetLookback } from '../blocks/lookback.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const EARLIER = 1;

/** Momentum. Record: value, lookback. */
export const momentum = defineIndicator({
  id: 'momentum',
  title: 'Momentum',
  shortTitle: 'Momentum',
  description: 'Input less the input of `period` bars ago (TA-Lib).',
  type: 'momentum',
  params: [barsParameter(10)],
  defaultInput: 'close',
  outputs: ['momentum'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + 1;
    return { ready: bars, stable: bars };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const field = inputOffset(input);
    return {
      stateLength: EARLIER + lookbackLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetLookback(state, at + EARLIER, period);
      },
      update(state, at, bars, barAt) {
        pushLookback(state, at + EARLIER, period, bars, barAt + field);
        state[at] = read(bars, barAt + field) - read(state, at + EARLIER);
      },
    };
  },
});
