import { BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const WINDOW = 1;

/** Average volume. Record: value, window sum. */
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
    return {
      stateLength: WINDOW + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowSum(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        pushWindowSum(state, at + WINDOW, period, bars, barAt + BAR_VOLUME);
        state[at] = read(state, at + WINDOW) / period;
      },
    };
  },
});
