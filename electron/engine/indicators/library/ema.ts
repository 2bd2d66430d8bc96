import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { barsToForget, exponentialAlpha } from '../warm-up.ts';

/** Exponential moving average. Record: smoothing, whose average is the value. */
export const ema = defineIndicator({
  id: 'ema',
  title: 'Exponential moving average',
  shortTitle: 'EMA',
  description:
    'previous + 2 / (period + 1) * (input - previous), seeded with the simple mean of the first `period` bars (TA-Lib, LEAN).',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['ema'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period + barsToForget(exponentialAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = exponentialAlpha(period);
    const field = inputOffset(input);
    return {
      stateLength: SMOOTHING_LENGTH,
      outputCount: 1,
      reset: resetSmoothing,
      update(state, at, bars, barAt) {
        pushSmoothing(state, at, period, alpha, bars, barAt + field);
      },
    };
  },
});
