import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowHigh } from '../formula/windows.ts';

/** Rolling high. */
export const highest = defineIndicator({
  id: 'highest',
  title: 'Rolling high',
  shortTitle: 'High',
  description: 'Highest high of the last `period` bars, the last one included.',
  type: 'level',
  params: [barsParameter(20)],
  defaultInput: 'high',
  outputs: ['highest'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [windowHigh(formula, formula.input(input), period)]);
  },
});
