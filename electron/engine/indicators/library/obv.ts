import { BAR_CLOSE, BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { defineIndicator } from '../define.ts';
import { read } from '../record.ts';

const PREVIOUS_CLOSE = 1;

/** On-balance volume. Record: value, previous close. */
export const obv = defineIndicator({
  id: 'obv',
  title: 'On-balance volume',
  shortTitle: 'OBV',
  description:
    'Running sum of the volume, added on a higher close and taken off on a lower one; begins with the volume of the first bar held (Granville 1963; TA-Lib). Its level depends on where it began: only its changes mean something.',
  type: 'volume',
  params: [],
  defaultInput: undefined,
  outputs: ['obv'],
  scale: 'volume',
  overlay: false,
  sessionAnchored: false,
  cumulative: true,
  warmUp() {
    return { ready: 1, stable: 1 };
  },
  create() {
    return {
      stateLength: 2,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + PREVIOUS_CLOSE] = Number.NaN;
      },
      update(state, at, bars, barAt) {
        const close = read(bars, barAt + BAR_CLOSE);
        const volume = read(bars, barAt + BAR_VOLUME);
        const previous = read(state, at + PREVIOUS_CLOSE);
        state[at + PREVIOUS_CLOSE] = close;
        if (Number.isNaN(previous)) state[at] = volume;
        else if (close > previous) state[at] = read(state, at) + volume;
        else if (close < previous) state[at] = read(state, at) - volume;
      },
    };
  },
});
