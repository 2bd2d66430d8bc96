import { lookbackLength, pushLookback, resetLookback } from '../blocks/lookback.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const EARLIER = 1;

/** Rate of change. Record: value, lookback. */
export const roc = defineIndicator({
  id: 'roc',
  title: 'Rate of change',
  shortTitle: 'ROC',
  description:
    '100 * (input / input of `period` bars ago - 1), in percent (TA-Lib). No value where the earlier input is zero.',
  type: 'momentum',
  params: [barsParameter(10)],
  defaultInput: 'close',
  outputs: ['roc'],
  scale: 'percent',
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
        const earlier = read(state, at + EARLIER);
        state[at] = earlier === 0 ? Number.NaN : 100 * (read(bars, barAt + field) / earlier - 1);
      },
    };
  },
});
