import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowMoments } from '../formula/windows.ts';

/** Standard deviation. */
export const stddev = defineIndicator({
  id: 'stddev',
  title: 'Standard deviation',
  shortTitle: 'Std dev',
  description: 'Population standard deviation of the input over the last `period` bars (TA-Lib).',
  type: 'volatility',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['stddev'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [windowMoments(formula, formula.input(input), period).deviation]);
  },
});
