import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowHigh, windowLow } from '../formula/windows.ts';

/** Williams %R. */
export const williamsR = defineIndicator({
  id: 'williams_r',
  title: 'Williams %R',
  shortTitle: 'Williams %R',
  description:
    '-100 * (highest high - close) / (highest high - lowest low) over `period` bars (Williams; TA-Lib). -50 where the range is zero: TA-Lib says 0, which would read as overbought.',
  type: 'momentum',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['williams_r'],
  scale: 'oscillator',
  range: [-100, 0],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => {
      const highest = windowHigh(formula, formula.high, period);
      const range = highest.minus(windowLow(formula, formula.low, period));
      return [range.whereEqual(0, -50, highest.minus(formula.close).times(-100).over(range))];
    });
  },
});
