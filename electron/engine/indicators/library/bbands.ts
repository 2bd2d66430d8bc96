import { barsParameter, defineIndicator, factorParameter, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowMoments } from '../formula/windows.ts';

/** Bollinger bands. */
export const bbands = defineIndicator({
  id: 'bbands',
  title: 'Bollinger bands',
  shortTitle: 'Bollinger',
  description:
    'Simple mean of `period` bars, and `k` population standard deviations above and below (Bollinger; TA-Lib). Bandwidth is (upper - lower) / middle, percent_b is (input - lower) / (upper - lower): 0.5 where the bands have no width. No bandwidth at a mean of zero.',
  type: 'volatility',
  params: [barsParameter(20), factorParameter(2, 'k', 'Standard deviations')],
  defaultInput: 'close',
  outputs: ['middle', 'upper', 'lower', 'bandwidth', 'percent_b'],
  scale: 'price',
  otherScaleOutputs: ['bandwidth', 'percent_b'],
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const factor = parameter(params, 'k');
    return formulaKernel((formula) => {
      const value = formula.input(input);
      const { mean, deviation } = windowMoments(formula, value, period);
      const reach = deviation.times(factor);
      const width = reach.times(2);
      return [
        mean,
        mean.plus(reach),
        mean.minus(reach),
        mean.whereEqual(0, Number.NaN, width.over(mean)),
        reach.whereEqual(0, 0.5, value.minus(mean).over(width).plus(0.5)),
      ];
    });
  },
});
