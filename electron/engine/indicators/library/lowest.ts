import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowLow } from '../formula/windows.ts';

/** Rolling low. */
export const lowest = defineIndicator({
  id: 'lowest',
  title: 'Rolling low',
  shortTitle: 'Low',
  description: 'Lowest low of the last `period` bars, the last one included.',
  type: 'level',
  params: [barsParameter(20)],
  defaultInput: 'low',
  outputs: ['lowest'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [windowLow(formula, formula.input(input), period)]);
  },
});
