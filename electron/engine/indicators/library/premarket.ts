import { BAR_HIGH, BAR_LOW, BAR_START } from '../../../../shared/domain/bar.ts';
import { INTERVALS, isIntraday } from '../../../../shared/domain/interval.ts';
import { defineIndicator } from '../define.ts';
import { read } from '../record.ts';

const HIGH = 0;
const LOW = 1;

/** High and low of the pre-market. Record: high, low. */
export const premarket = defineIndicator({
  id: 'premarket',
  title: 'Pre-market levels',
  shortTitle: 'Pre-market',
  description:
    'Highest high and lowest low of the pre-market of the session (04:00 to 09:30 New York), so far and then to the end of the session; bars of regular hours and of the post-market change nothing. No value before the first pre-market bar of the session.',
  type: 'level',
  params: [],
  defaultInput: undefined,
  outputs: ['high', 'low'],
  scale: 'price',
  overlay: true,
  sessionAnchored: true,
  intervals: INTERVALS.filter(isIntraday),
  hours: 'extended',
  warmUp() {
    return { ready: 1, stable: 1 };
  },
  create(_params, _input, { sessionOf }) {
    return {
      stateLength: 2,
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + 2);
      },
      update(state, at, bars, barAt) {
        const start = read(bars, barAt + BAR_START);
        if (!(start < sessionOf(start))) return;
        const high = read(bars, barAt + BAR_HIGH);
        const low = read(bars, barAt + BAR_LOW);
        // Written so that the first bar wins over NaN.
        if (!(high <= read(state, at + HIGH))) state[at + HIGH] = high;
        if (!(low >= read(state, at + LOW))) state[at + LOW] = low;
      },
    };
  },
});
