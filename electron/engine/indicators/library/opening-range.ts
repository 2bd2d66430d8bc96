import { BAR_HIGH, BAR_LOW, BAR_START } from '../../../../shared/domain/bar.ts';
import { INTERVALS, isIntraday, nominalMilliseconds } from '../../../../shared/domain/interval.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../../shared/domain/time.ts';
import { defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const HIGH = 0;
const LOW = 1;
const HIGH_SO_FAR = 2;
const LOW_SO_FAR = 3;
const OPEN = 4;
/** Longer than any that is traded by. */
const MOST_MINUTES = 120;

/** High and low of the first minutes of the session. Record: high, low, the same so far, the session's open. */
export const openingRange = defineIndicator({
  id: 'opening_range',
  title: 'Opening range',
  shortTitle: 'OR',
  description:
    'Highest high and lowest low of the bars that begin in the first `minutes` of the session (Crabel). No value before these have ended; then the same to the end of the session.',
  type: 'level',
  params: [{ name: 'minutes', title: 'Minutes', default: 30, min: 1, max: MOST_MINUTES, integer: true }],
  defaultInput: undefined,
  outputs: ['high', 'low'],
  scale: 'price',
  overlay: true,
  sessionAnchored: true,
  intervals: INTERVALS.filter(isIntraday),
  warmUp(params, interval) {
    const length = parameter(params, 'minutes') * MILLISECONDS_PER_MINUTE;
    const bars = Math.ceil(length / nominalMilliseconds(interval));
    return { ready: bars, stable: bars };
  },
  create(params, _input, { interval, sessionOf }) {
    const length = parameter(params, 'minutes') * MILLISECONDS_PER_MINUTE;
    const bar = nominalMilliseconds(interval);
    return {
      stateLength: 5,
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + 5);
      },
      update(state, at, bars, barAt) {
        const start = read(bars, barAt + BAR_START);
        const open = sessionOf(start);
        const end = open + length;
        if (open !== read(state, at + OPEN)) {
          state.fill(Number.NaN, at, at + OPEN);
          state[at + OPEN] = open;
        }
        if (start < end) {
          const high = read(bars, barAt + BAR_HIGH);
          const low = read(bars, barAt + BAR_LOW);
          // Written so that the first bar wins over NaN.
          if (!(high <= read(state, at + HIGH_SO_FAR))) state[at + HIGH_SO_FAR] = high;
          if (!(low >= read(state, at + LOW_SO_FAR))) state[at + LOW_SO_FAR] = low;
        }
        if (start + bar < end) return;
        state[at + HIGH] = read(state, at + HIGH_SO_FAR);
        state[at + LOW] = read(state, at + LOW_SO_FAR);
      },
    };
  },
});
