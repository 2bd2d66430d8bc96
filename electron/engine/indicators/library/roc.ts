import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';

/** Rate of change. */
export const roc = defineIndicator({
  id: 'roc',
  title: 'Rate of change',
  shortTitle: 'ROC',
  description:
    '100 * (input / input of `period` bars ago - 1), in percent (TA-Lib). No value where the earlier input is zero.',
  type: 'momentum',
  params: [barsParameter(10)],
  defaultInput: 'close',
  outputs: ['roc'],
  scale: 'percent',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + 1;
    return { ready: bars, stable: bars };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => {
      const value = formula.input(input);
      const earlier = value.ago(period);
      return [earlier.whereEqual(0, Number.NaN, value.over(earlier).minus(1).times(100))];
    });
  },
});
