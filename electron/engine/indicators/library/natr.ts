import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { averageTrueRange } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

/** Normalised average true range. */
export const natr = defineIndicator({
  id: 'natr',
  title: 'Normalised average true range',
  shortTitle: 'NATR',
  description: '100 * ATR / close, in percent (TA-Lib). No value on a close of zero.',
  type: 'volatility',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['natr'],
  scale: 'percent',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => {
      const range = averageTrueRange(formula, period);
      return [formula.close.whereEqual(0, Number.NaN, range.times(100).over(formula.close))];
    });
  },
});
