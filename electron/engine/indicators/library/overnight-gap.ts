import {
  PREVIOUS_CLOSE,
  PREVIOUS_SESSION_LENGTH,
  pushPreviousSession,
  resetPreviousSession,
  SESSION_OPEN,
} from '../blocks/previous-session.ts';
import { barsPerSession } from '../blocks/session-bars.ts';
import { DAY_INTERVALS, defineIndicator } from '../define.ts';
import { read } from '../record.ts';

const SESSIONS = 1;

/** Overnight gap. Record: value, sessions. */
export const overnightGap = defineIndicator({
  id: 'overnight_gap',
  title: 'Overnight gap',
  shortTitle: 'Gap %',
  description:
    "100 * (open of the session's first bar / close of the session before - 1), in percent, the same on every bar of the session; regular hours, split-adjusted like the bars. No value where that close is zero.",
  type: 'momentum',
  params: [],
  defaultInput: undefined,
  outputs: ['overnight_gap'],
  scale: 'percent',
  overlay: false,
  sessionAnchored: false,
  intervals: DAY_INTERVALS,
  warmUp(_params, interval) {
    const bars = barsPerSession(interval) + 1;
    return { ready: bars, stable: bars };
  },
  create(_params, _input, { sessionOf }) {
    return {
      stateLength: SESSIONS + PREVIOUS_SESSION_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetPreviousSession(state, at + SESSIONS);
      },
      update(state, at, bars, barAt) {
        pushPreviousSession(state, at + SESSIONS, sessionOf, bars, barAt);
        const close = read(state, at + SESSIONS + PREVIOUS_CLOSE);
        const open = read(state, at + SESSIONS + SESSION_OPEN);
        state[at] = close === 0 ? Number.NaN : 100 * (open / close - 1);
      },
    };
  },
});
