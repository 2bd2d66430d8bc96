import {
  PREVIOUS_SESSION_LENGTH,
  pushPreviousSession,
  resetPreviousSession,
} from '../blocks/previous-session.ts';
import { barsPerSession } from '../blocks/session-bars.ts';
import { DAY_INTERVALS, defineIndicator } from '../define.ts';

/** High, low and close of the session before. Record: that of the block, which begins with the outputs. */
export const priorDay = defineIndicator({
  id: 'prior_day',
  title: 'Prior-day levels',
  shortTitle: 'Prior day',
  description:
    'High, low and close of the regular hours of the last session before the bar that has bars; on 1d those of the bar before.',
  type: 'level',
  params: [],
  defaultInput: undefined,
  outputs: ['high', 'low', 'close'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  intervals: DAY_INTERVALS,
  warmUp(_params, interval) {
    const session = barsPerSession(interval);
    // Bars that begin within a session do not have all of it: the next one is the first whole one.
    return { ready: session + 1, stable: 2 * session };
  },
  create(_params, _input, { sessionOf }) {
    return {
      stateLength: PREVIOUS_SESSION_LENGTH,
      outputCount: 3,
      reset: resetPreviousSession,
      update(state, at, bars, barAt) {
        pushPreviousSession(state, at, sessionOf, bars, barAt);
      },
    };
  },
});
