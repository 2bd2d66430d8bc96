import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForgetThrice, exponentialAlpha } from '../warm-up.ts';

const ONCE = 1;
const TWICE = ONCE + SMOOTHING_LENGTH;
const THRICE = TWICE + SMOOTHING_LENGTH;

/** Triple exponential moving average. Record: value, smoothings of the input, of that, and of that again. */
export const tema = defineIndicator({
  id: 'tema',
  title: 'Triple exponential moving average',
  shortTitle: 'TEMA',
  description:
    '3 * EMA - 3 * EMA of the EMA + EMA of that, each seeded with the simple mean of its own first `period` values (Mulloy 1994; TA-Lib). Skender seeds the later ones otherwise and converges to the same values.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['tema'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const ready = 3 * period - 2;
    return { ready, stable: ready + barsToForgetThrice(exponentialAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = exponentialAlpha(period);
    const field = inputOffset(input);
    return {
      stateLength: THRICE + SMOOTHING_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetSmoothing(state, at + ONCE);
        resetSmoothing(state, at + TWICE);
        resetSmoothing(state, at + THRICE);
      },
      update(state, at, bars, barAt) {
        pushSmoothing(state, at + ONCE, period, alpha, bars, barAt + field);
        const once = read(state, at + ONCE);
        if (Number.isNaN(once)) return;
        pushSmoothing(state, at + TWICE, period, alpha, state, at + ONCE);
        const twice = read(state, at + TWICE);
        if (Number.isNaN(twice)) return;
        pushSmoothing(state, at + THRICE, period, alpha, state, at + TWICE);
        state[at] = 3 * (once - twice) + read(state, at + THRICE);
      },
    };
  },
});
