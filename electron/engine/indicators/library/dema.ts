import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForgetTwice, exponentialAlpha } from '../warm-up.ts';

const ONCE = 1;
const TWICE = ONCE + SMOOTHING_LENGTH;

/** Double exponential moving average. Record: value, smoothing of the input, smoothing of that. */
export const dema = defineIndicator({
  id: 'dema',
  title: 'Double exponential moving average',
  shortTitle: 'DEMA',
  description:
    '2 * EMA - EMA of the EMA, each seeded with the simple mean of its own first `period` values (Mulloy 1994; TA-Lib). Skender and LEAN seed the second otherwise and converge to the same values.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['dema'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const ready = 2 * period - 1;
    return { ready, stable: ready + barsToForgetTwice(exponentialAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = exponentialAlpha(period);
    const field = inputOffset(input);
    return {
      stateLength: TWICE + SMOOTHING_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetSmoothing(state, at + ONCE);
        resetSmoothing(state, at + TWICE);
      },
      update(state, at, bars, barAt) {
        pushSmoothing(state, at + ONCE, period, alpha, bars, barAt + field);
        const once = read(state, at + ONCE);
        if (Number.isNaN(once)) return;
        pushSmoothing(state, at + TWICE, period, alpha, state, at + ONCE);
        state[at] = 2 * once - read(state, at + TWICE);
      },
    };
  },
});
