import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { smoothing } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { barsToForget, exponentialAlpha } from '../warm-up.ts';

/** Exponential moving average. */
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
    return formulaKernel((formula) => [
      smoothing(formula, formula.input(input), period, exponentialAlpha(period)),
    ]);
  },
});
