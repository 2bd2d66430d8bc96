import { BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const COUNT = 1;
/** Volume of all bars until the window is full. */
const TOTAL = 2;
const WINDOW = 3;
/** Fewer bars do not say what is usual. */
const FEWEST = 5;

/** Usual volume. Record: value, bars so far, their volume, window sum. */
export const usualVolume = defineIndicator({
  id: 'usual_volume',
  title: 'Usual volume',
  shortTitle: 'Usual volume',
  description:
    'Mean volume of the last `period` bars; of fewer where there are fewer, but not of fewer than 5. What relative volume by the time of day is held against.',
  type: 'volume',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['usual_volume'],
  scale: 'volume',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: Math.min(FEWEST, period), stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    const fewest = Math.min(FEWEST, period);
    return {
      stateLength: WINDOW + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + COUNT] = 0;
        state[at + TOTAL] = 0;
        resetWindowSum(state, at + WINDOW, period);
      },
      update(state, at, bars, barAt) {
        pushWindowSum(state, at + WINDOW, period, bars, barAt + BAR_VOLUME);
        const count = Math.min(period, read(state, at + COUNT) + 1);
        const total = read(state, at + TOTAL) + read(bars, barAt + BAR_VOLUME);
        state[at + COUNT] = count;
        state[at + TOTAL] = total;
        if (count < fewest) return;
        state[at] = (count < period ? total : read(state, at + WINDOW)) / count;
      },
    };
  },
});
