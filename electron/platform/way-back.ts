import type { SessionDate } from '../../shared/domain/time.ts';
import type { OpeningSession } from '../../shared/ipc/requests/home.ts';
import type { SessionMark } from './position-file.ts';

/** How far a session is that is played up to where it stood. */
export type WayBack = Pick<OpeningSession, 'at' | 'until' | 'done'>;

const FIRST_SECOND = 9.5 * 3_600;
const LAST_SECOND = 16 * 3_600;

interface Moment {
  readonly sessionDate: SessionDate;
  /** `HH:mm:ss` of the exchange. */
  readonly wallTime: string;
}

/**
 * How far a run is on its way to its mark, where so many trading sessions have begun. What is done of it is counted in trading sessions: nights cost
 * nothing, and where many sessions lie between, the hour of the last one hardly matters.
 */
export function wayBack(session: number, now: Moment, mark: SessionMark | null): WayBack {
  const at = placeOf(now);
  if (mark === null) return { at, until: null, done: null };
  const whole = length(mark.position.session, mark);
  const done = whole <= 0 ? 0 : Math.min(1, Math.max(0, length(session, now) / whole));
  return { at, until: placeOf(mark), done };
}

function placeOf({ sessionDate, wallTime }: Moment): { date: SessionDate; wallTime: string } {
  return { date: sessionDate, wallTime };
}

/** Trading sessions from the start of the run to a moment of its n-th session. */
function length(session: number, { wallTime }: Moment): number {
  const [hours = 0, minutes = 0, seconds = 0] = wallTime.split(':').map(Number);
  const second = hours * 3_600 + minutes * 60 + seconds;
  const share = (second - FIRST_SECOND) / (LAST_SECOND - FIRST_SECOND);
  return Math.max(0, session - 1) + Math.min(1, Math.max(0, share));
}
