import { barsParameter, defineIndicator, factorParameter, parameter } from '../define.ts';
import { averageTrueRange, smoothing } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { together } from '../formula/value.ts';
import { barsToForget, exponentialAlpha, wilderAlpha } from '../warm-up.ts';

/** Keltner channel. */
export const keltner = defineIndicator({
  id: 'keltner',
  title: 'Keltner channel',
  shortTitle: 'Keltner',
  description:
    "EMA of `period` bars, and `k` times Wilder's ATR of `atr` bars above and below (Raschke's form; Skender). All outputs appear when both averages have a value.",
  type: 'volatility',
  params: [barsParameter(20), barsParameter(10, 'atr', 'ATR period'), factorParameter(2, 'k', 'True ranges')],
  defaultInput: 'close',
  outputs: ['middle', 'upper', 'lower'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const range = parameter(params, 'atr');
    return {
      ready: Math.max(period, range + 1),
      stable: Math.max(
        period + barsToForget(exponentialAlpha(period)),
        range + 1 + barsToForget(wilderAlpha(range)),
      ),
    };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const rangePeriod = parameter(params, 'atr');
    const factor = parameter(params, 'k');
    return formulaKernel((formula) => {
      const middle = smoothing(formula, formula.input(input), period, exponentialAlpha(period));
      const reach = averageTrueRange(formula, rangePeriod).times(factor);
      return together([middle, middle.plus(reach), middle.minus(reach)]);
    });
  },
});
