import { pushWindowWeighted, resetWindowWeighted, windowWeightedLength } from '../blocks/window-weighted.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';

/** Linearly weighted moving average. Record: weighted window, whose mean is the value. */
export const wma = defineIndicator({
  id: 'wma',
  title: 'Weighted moving average',
  shortTitle: 'WMA',
  description:
    'Mean of the last `period` bars with weights 1 (oldest) to `period` (newest), as in TA-Lib and LEAN.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['wma'],
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
      stateLength: windowWeightedLength(period),
      outputCount: 1,
      reset(state, at) {
        resetWindowWeighted(state, at, period);
      },
      update(state, at, bars, barAt) {
        pushWindowWeighted(state, at, period, bars, barAt + field);
      },
    };
  },
});
