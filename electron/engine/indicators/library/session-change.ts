import { BAR_CLOSE } from '../../../../shared/domain/bar.ts';
import {
  PREVIOUS_CLOSE,
  PREVIOUS_SESSION_LENGTH,
  pushPreviousSession,
  resetPreviousSession,
} from '../blocks/previous-session.ts';
import { barsPerSession } from '../blocks/session-bars.ts';
import { DAY_INTERVALS, defineIndicator } from '../define.ts';
import { read } from '../record.ts';

const SESSIONS = 1;

/** Change from the previous session's close. Record: value, sessions. */
export const sessionChange = defineIndicator({
  id: 'session_change',
  title: 'Change from the previous close',
  shortTitle: 'Change %',
  description:
    "100 * (close / close of the session before - 1), in percent: a quote's net change. Regular hours, split-adjusted like the bars. No value where that close is zero.",
  type: 'momentum',
  params: [],
  defaultInput: undefined,
  outputs: ['session_change'],
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
        state[at] = close === 0 ? Number.NaN : 100 * (read(bars, barAt + BAR_CLOSE) / close - 1);
      },
    };
  },
});
