import { isSessionDate, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';

/** 2013-10-07 as 20131007: the date as files spell it, cheap to compare. */
export function compactDate(date: SessionDate): number {
  return Number(date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10));
}

/** The date of a compact one; undefined where it is no day. */
export function expandDate(compact: number): SessionDate | undefined {
  const digits = String(compact).padStart(8, '0');
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isSessionDate(text) ? text : undefined;
}

/** All sessions of a calendar by number, for loaders that look up a date per row. */
export class SessionTable {
  readonly sessions: readonly TradingSession[];
  /** Close of each session, ascending. */
  readonly closes: Float64Array;
  readonly #calendar: Calendar;
  readonly #numbers = new Map<number, number>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
    this.sessions = calendar.sessionsBetween(calendar.firstDate, calendar.lastDate);
    this.closes = Float64Array.from(this.sessions, ({ close }) => close);
    this.sessions.forEach(({ date }, number) => {
      this.#numbers.set(compactDate(date), number);
    });
  }

  /** Number of the session on a compact date, -1 where there is none. */
  numberOf(compact: number): number {
    return this.#numbers.get(compact) ?? -1;
  }

  /** Throws RangeError for a number that is no session's. */
  at(number: number): TradingSession {
    const session = this.sessions[number];
    if (session === undefined) throw new RangeError(`No session has number ${number}`);
    return session;
  }

  /** Number of the first session whose close lies after the instant; the count of sessions where none does. */
  firstClosingAfter(instant: number): number {
    return firstAbove(this.closes, instant);
  }

  /** The first session after a compact date. */
  firstAfter(compact: number): TradingSession | undefined {
    let low = 0;
    let high = this.sessions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compactDate(this.at(middle).date) > compact) high = middle;
      else low = middle + 1;
    }
    return this.sessions[low];
  }

  /** Why a date has no session, in words. */
  whyNone(date: string): string {
    if (!isSessionDate(date)) return `date "${date.slice(0, 20)}" is no day (YYYY-MM-DD)`;
    const { firstDate, lastDate } = this.#calendar;
    if (date < firstDate || date > lastDate) {
      return `${date} lies outside the calendar, which covers ${firstDate} to ${lastDate}`;
    }
    return `the exchange has no session on ${date}`;
  }
}

/** Index of the first value above the limit in an ascending array; its length where none is. */
export function firstAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
