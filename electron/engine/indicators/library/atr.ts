import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { averageTrueRange } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

/** Average true range. */
export const atr = defineIndicator({
  id: 'atr',
  title: 'Average true range',
  shortTitle: 'ATR',
  description:
    "Wilder's average of the true range, seeded with the simple mean of the first `period` true ranges; the first bar has none (Wilder 1978; TA-Lib). LEAN counts the first bar's high - low as one.",
  type: 'volatility',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['atr'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [averageTrueRange(formula, period)]);
  },
});
