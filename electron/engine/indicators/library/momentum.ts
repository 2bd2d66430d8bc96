import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';

/** Momentum. */
export const momentum = defineIndicator({
  id: 'momentum',
  title: 'Momentum',
  shortTitle: 'Momentum',
  description: 'Input less the input of `period` bars ago (TA-Lib).',
  type: 'momentum',
  params: [barsParameter(10)],
  defaultInput: 'close',
  outputs: ['momentum'],
  scale: 'price_difference',
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
      return [value.minus(value.ago(period))];
    });
  },
});
