import { BAR_START, BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { nominalMilliseconds } from '../../../../shared/domain/interval.ts';
import { barsPerSession } from '../blocks/session-bars.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, DAY_INTERVALS, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const SESSION = 1;
const VOLUME = 2;
/** Places of the session that have gone into their windows. */
const PLACES = 3;
const WINDOWS = 4;
/** On 1m so many sessions are 40,000 doubles a symbol. */
const MOST_SESSIONS = 100;

/**
 * Relative volume by time of day. Record: value, session, volume of the session so far, places of it that have
 * been taken, a window sum for each place (bar) of a full session.
 */
export const relativeVolume = defineIndicator({
  id: 'relative_volume',
  title: 'Relative volume',
  shortTitle: 'RVOL',
  description:
    "Volume of the session so far over the mean of what the last `period` sessions had by the same time of the session (as TradingView's Relative Volume at Time, cumulative); on 1d volume over the mean of the `period` days before. A session that has no bar at that time, or closed before it, counts with its volume until then. No value where that mean is zero.",
  type: 'volume',
  params: [{ ...barsParameter(20, 'period', 'Sessions'), max: MOST_SESSIONS }],
  defaultInput: undefined,
  outputs: ['relative_volume'],
  scale: 'ratio',
  overlay: false,
  sessionAnchored: false,
  intervals: DAY_INTERVALS.filter((interval) => interval !== '1s'),
  warmUp(params, interval) {
    const session = barsPerSession(interval);
    const period = parameter(params, 'period');
    // Bars that begin within a session do not have all its volume, until it has left the windows.
    return { ready: period * session + 1, stable: (period + 1) * session };
  },
  create(params, _input, { interval, sessionOf }) {
    const period = parameter(params, 'period');
    const places = barsPerSession(interval);
    const length = nominalMilliseconds(interval);
    const windowLength = windowSumLength(period);
    /** The session's volume so far goes into the windows of the places before `end` that have none of it yet. */
    const fill = (state: Float64Array, at: number, end: number): void => {
      for (let place = read(state, at + PLACES); place < end; place += 1)
        pushWindowSum(state, at + WINDOWS + place * windowLength, period, state, at + VOLUME);
      if (end > read(state, at + PLACES)) state[at + PLACES] = end;
    };
    return {
      stateLength: WINDOWS + places * windowLength,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + SESSION] = Number.NaN;
        state[at + VOLUME] = 0;
        state[at + PLACES] = 0;
        for (let place = 0; place < places; place += 1)
          resetWindowSum(state, at + WINDOWS + place * windowLength, period);
      },
      update(state, at, bars, barAt) {
        const start = read(bars, barAt + BAR_START);
        const open = sessionOf(start);
        const place = Math.floor((start - open) / length);
        if (!(place >= 0 && place < places)) return;
        if (open !== read(state, at + SESSION)) {
          // Before the first session there is none to complete.
          if (!Number.isNaN(read(state, at + SESSION))) fill(state, at, places);
          state[at + SESSION] = open;
          state[at + VOLUME] = 0;
          state[at + PLACES] = 0;
        }
        fill(state, at, place);
        const mean = read(state, at + WINDOWS + place * windowLength) / period;
        const volume = read(state, at + VOLUME) + read(bars, barAt + BAR_VOLUME);
        state[at + VOLUME] = volume;
        fill(state, at, place + 1);
        state[at] = mean === 0 ? Number.NaN : volume / mean;
      },
    };
  },
});
