import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { smoothing, trueRange } from '../formula/averages.ts';
import type { Formula } from '../formula/formula.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { together, type Value } from '../formula/value.ts';
import { barsToForgetTwice, wilderAlpha } from '../warm-up.ts';

/** Average directional index. */
export const adx = defineIndicator({
  id: 'adx',
  title: 'Average directional index',
  shortTitle: 'ADX',
  description:
    "Wilder's directional movement (1978), seeded as TA-Lib does: the sums of plus, minus and true range begin with `period` - 1 bars and are smoothed from the next, and adx with the mean of the first `period` directional indexes. A bar without range or direction counts as 0. All outputs appear with the first adx.",
  type: 'trend',
  params: [barsParameter(14, 'period', 'Period', 2)],
  defaultInput: undefined,
  outputs: ['adx', 'plus_di', 'minus_di'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: 2 * period, stable: 2 * period + barsToForgetTwice(wilderAlpha(period)) };
  },
  create(params) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    return formulaKernel((formula) => {
      const { high, low } = formula;
      const rise = high.minus(high.previous());
      const fall = low.previous().minus(low);
      const kept = formula.constant(1 - alpha).since(period + 1, 1);
      const plus = wilderSum(formula, rise.whereGreater(fall, rise.orHigher(0), 0), kept);
      const minus = wilderSum(formula, fall.whereGreater(rise, fall.orHigher(0), 0), kept);
      const range = wilderSum(formula, trueRange(formula), kept);
      const plusIndex = range.whereEqual(0, 0, plus.times(100).over(range));
      const minusIndex = range.whereEqual(0, 0, minus.times(100).over(range));
      const both = plusIndex.plus(minusIndex);
      const index = both.whereEqual(0, 0, plusIndex.minus(minusIndex).size().times(100).over(both));
      const average = smoothing(formula, index.readyFrom(period + 1), period, alpha);
      return together([average, plusIndex, minusIndex]);
    });
  },
});

/** A running sum of which each bar keeps a part, from the second bar on: the first has nothing to compare with. */
function wilderSum(formula: Formula, value: Value, kept: Value): Value {
  const cell = formula.cell(`wilder sum ${value.id} ${kept.id}`, 0);
  const sum = cell.before.times(kept).plus(value).since(2, 0);
  if (cell.isNew) cell.become(sum);
  return sum;
}
