import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowMean } from '../formula/windows.ts';

/** Simple moving average. */
export const sma = defineIndicator({
  id: 'sma',
  title: 'Simple moving average',
  shortTitle: 'SMA',
  description: 'Mean of the input over the last `period` bars.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['sma'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [windowMean(formula, formula.input(input), period)]);
  },
});
