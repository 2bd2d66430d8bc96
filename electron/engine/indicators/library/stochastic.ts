import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { together } from '../formula/value.ts';
import { windowHigh, windowLow, windowMean } from '../formula/windows.ts';

/** Stochastic oscillator. */
export const stochastic = defineIndicator({
  id: 'stochastic',
  title: 'Stochastic oscillator',
  shortTitle: 'Stochastic',
  description:
    'k: 100 * (close - lowest low) / (highest high - lowest low) over `period` bars, averaged over `smooth` bars; d: k averaged over `signal` bars; simple averages (Lane; TA-Lib STOCH). 50 where the range is zero: TA-Lib says 0, which would read as oversold. Both appear with the first d.',
  type: 'momentum',
  params: [
    barsParameter(14),
    barsParameter(3, 'smooth', 'Smoothing of k'),
    barsParameter(3, 'signal', 'Average of k'),
  ],
  defaultInput: undefined,
  outputs: ['k', 'd'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + parameter(params, 'smooth') + parameter(params, 'signal') - 2;
    return { ready: bars, stable: bars };
  },
  create(params) {
    const period = parameter(params, 'period');
    const smooth = parameter(params, 'smooth');
    const signal = parameter(params, 'signal');
    return formulaKernel((formula) => {
      const lowest = windowLow(formula, formula.low, period);
      const range = windowHigh(formula, formula.high, period).minus(lowest);
      const raw = range.whereEqual(0, 50, formula.close.minus(lowest).times(100).over(range));
      const k = windowMean(formula, raw, smooth);
      return together([k, windowMean(formula, k, signal)]);
    });
  },
});
