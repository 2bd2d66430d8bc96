import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { formulaKernel } from '../formula/formula-kernel.ts';
import { windowMean } from '../formula/windows.ts';

/** Average volume. */
export const volumeSma = defineIndicator({
  id: 'volume_sma',
  title: 'Average volume',
  shortTitle: 'Volume SMA',
  description: 'Mean of the volume over the last `period` bars.',
  type: 'volume',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['volume_sma'],
  scale: 'volume',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    return formulaKernel((formula) => [windowMean(formula, formula.volume, period)]);
  },
});
