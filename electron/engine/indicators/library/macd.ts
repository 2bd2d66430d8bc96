import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { smoothing } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { together } from '../formula/value.ts';
import { barsToForget, exponentialAlpha } from '../warm-up.ts';

/** Moving average convergence and divergence. */
export const macd = defineIndicator({
  id: 'macd',
  title: 'MACD',
  shortTitle: 'MACD',
  description:
    'EMA(fast) - EMA(slow), its EMA(signal), and their difference (Appel). Each EMA is seeded with the simple mean of its own first values, as in LEAN; TA-Lib seeds the fast one later, at the bar that seeds the slow one, and converges to the same values. All three outputs appear with the first signal.',
  type: 'momentum',
  params: [
    barsParameter(12, 'fast', 'Fast period'),
    barsParameter(26, 'slow', 'Slow period'),
    barsParameter(9, 'signal', 'Signal period'),
  ],
  defaultInput: 'close',
  outputs: ['macd', 'signal', 'histogram'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const slowest = Math.max(parameter(params, 'fast'), parameter(params, 'slow'));
    const signal = parameter(params, 'signal');
    const ready = slowest + signal - 1;
    // The signal forgets its own seed while it passes on what is left of the slow average's.
    const settling = barsToForget(exponentialAlpha(slowest)) + barsToForget(exponentialAlpha(signal));
    return { ready, stable: ready + settling };
  },
  create(params, input) {
    const fast = parameter(params, 'fast');
    const slow = parameter(params, 'slow');
    const signal = parameter(params, 'signal');
    return formulaKernel((formula) => {
      const value = formula.input(input);
      const fastAverage = smoothing(formula, value, fast, exponentialAlpha(fast));
      const slowAverage = smoothing(formula, value, slow, exponentialAlpha(slow));
      const line = fastAverage.minus(slowAverage);
      const average = smoothing(formula, line, signal, exponentialAlpha(signal));
      return together([line, average, line.minus(average)]);
    });
  },
});
