import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { weightedSum } from '../formula/windows.ts';

/** Linearly weighted moving average. */
export const wma = defineIndicator({
  id: 'wma',
  title: 'Weighted moving average',
  shortTitle: 'WMA',
  description:
    'Mean of the last `period` bars with weights 1 (oldest) to `period` (newest), as in TA-Lib and LEAN.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['wma'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const weights = (period * (period + 1)) / 2;
    return formulaKernel((formula) => [weightedSum(formula, formula.input(input), period).over(weights)]);
  },
});
