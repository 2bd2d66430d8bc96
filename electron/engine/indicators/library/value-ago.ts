import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';

/** The value of some bars ago. */
export const valueAgo = defineIndicator({
  id: 'value_ago',
  title: 'Value some bars ago',
  shortTitle: 'Ago',
  description:
    'Input of `period` bars before the last closed one; with 0 that of the last closed bar itself. Of an indicator, bars on which it has no value count too: there is no value where that bar had none.',
  type: 'level',
  params: [{ ...barsParameter(1, 'period', 'Bars ago', 0) }],
  defaultInput: 'close',
  outputs: ['value'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  countsEmptyBars: true,
  warmUp(params) {
    const bars = parameter(params, 'period') + 1;
    return { ready: bars, stable: bars };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => {
      const value = formula.input(input);
      return [period === 0 ? value : value.ago(period)];
    });
  },
});
