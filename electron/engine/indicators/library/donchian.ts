import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowHigh, windowLow } from '../formula/windows.ts';

/** Donchian channel. */
export const donchian = defineIndicator({
  id: 'donchian',
  title: 'Donchian channel',
  shortTitle: 'Donchian',
  description:
    'Highest high and lowest low of the last `period` bars, the last one included, and their mean (LEAN; Skender leaves the last bar out).',
  type: 'volatility',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['middle', 'upper', 'lower'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => {
      const upper = windowHigh(formula, formula.high, period);
      const lower = windowLow(formula, formula.low, period);
      return [upper.plus(lower).over(2), upper, lower];
    });
  },
});
