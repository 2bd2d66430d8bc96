import { lookbackLength, pushLookback, resetLookback } from '../blocks/lookback.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputCode, readInput } from '../input.ts';

const EARLIER = 1;

/** Momentum. Record: value, lookback. */
export const momentum = defineIndicator({
  id: 'momentum',
  title: 'Momentum',
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
    const code = inputCode(input);
    return {
      stateLength: EARLIER + lookbackLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetLookback(state, at + EARLIER, period);
      },
      update(state, at, bars, barAt) {
        const value = readInput(bars, barAt, code);
        state[at] = value - pushLookback(state, at + EARLIER, period, value);
      },
    };
  },
});
