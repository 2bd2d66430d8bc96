import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { smoothing } from '../formula/averages.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

/** Relative strength index. */
export const rsi = defineIndicator({
  id: 'rsi',
  title: 'Relative strength index',
  shortTitle: 'RSI',
  description:
    "100 * gain / (gain + loss), of Wilder's averages of the rises and falls, seeded with their simple mean over the first `period` changes (Wilder 1978; TA-Lib). 50 where nothing moved: TA-Lib says 0, which would read as oversold.",
  type: 'momentum',
  params: [barsParameter(14)],
  defaultInput: 'close',
  outputs: ['rsi'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    return formulaKernel((formula) => {
      const value = formula.input(input);
      const change = value.minus(value.previous());
      const gain = smoothing(formula, change.orHigher(0), period, alpha);
      const loss = smoothing(formula, change.orLower(0).size(), period, alpha);
      const moved = gain.plus(loss);
      return [moved.whereEqual(0, 50, gain.times(100).over(moved))];
    });
  },
});
