import { type SessionDate, sessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';

/** Where simulated history begins; it ends where the calendar does. */
const FIRST_SIMULATED_DATE: SessionDate = sessionDate('2023-01-03');

/** The simulated sessions by number: 0 is the first one of 2023. */
export class SessionIndex {
  readonly sessions: readonly TradingSession[];

  constructor(calendar: Calendar) {
    this.sessions = calendar.sessionsBetween(FIRST_SIMULATED_DATE, calendar.lastDate);
  }

  /** Number of the last session on or before a date; the first session for earlier dates. */
  numberOn(date: SessionDate): number {
    return Math.max(0, this.#firstWhere((session) => session.date > date) - 1);
  }

  /** Number of the first session whose regular hours end after an instant. */
  firstClosingAfter(instant: number): number {
    return this.#firstWhere((session) => session.close > instant);
  }

  /** Number of the first session whose post-market ends after an instant. */
  firstEndingAfter(instant: number): number {
    return this.#firstWhere((session) => session.postClose > instant);
  }

  /** The test must be false for early sessions and true from some session on. */
  #firstWhere(test: (session: TradingSession) => boolean): number {
    let low = 0;
    let high = this.sessions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const session = this.sessions[middle];
      if (session !== undefined && test(session)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
