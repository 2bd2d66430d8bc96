import { MILLISECONDS_PER_MINUTE, type SessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { GRACE_MILLISECONDS, lostRuns, silenceLimit } from './silence.ts';
import type { TimeRange } from './time-range.ts';

/** How a feed stands. `silent`: longer than it should be; `lost`: so long that it must be lost, or it was told. */
export type FeedState = 'live' | 'silent' | 'lost';

/** A silence so many times as long as one that is merely too long is a lost feed. */
const LOST_FACTOR = 2;
/** Weight of what is presumed of a feed that nobody has listened to: that it is dense. */
const PRESUMED_SLOTS = 20;
/** Sessions of a run whose minutes are remembered. */
const SESSIONS_KEPT = 64;

/** What was heard of one feed in one session. */
interface Heard {
  readonly session: TradingSession;
  /** By minute from the open: 1 where any symbol had a bar that ended in it. */
  readonly active: Uint8Array;
}

/**
 * Whether the feed of one source is alive, by the market time of what it delivers for any of its symbols: neither by
 * a socket nor by a wall clock. A symbol without a bar is quiet while its feed delivers others.
 */
export class FeedLiveness {
  /** Past sessions by date, and the one that is played. */
  readonly #heard = new Map<SessionDate, Heard>();
  /** When it was said to be lost, by date. */
  readonly #told = new Map<SessionDate, { from: number; to: number }[]>();
  #current: Heard | undefined;
  /** End of the newest bar of the session; its open where none has come. */
  #last = Number.NaN;
  /** Length of the finest bars that it streams. */
  #interval = MILLISECONDS_PER_MINUTE;
  #taken = Number.NaN;
  #slots = 0;
  #emptySlots = 0;
  #isTold = false;
  /** What was last answered, until something is heard: a whole market asks the same. */
  #answered:
    | { readonly date: SessionDate; readonly asOf: number; readonly ranges: readonly TimeRange[] }
    | undefined;

  beginSession(session: TradingSession): void {
    this.#current = { session, active: new Uint8Array(session.minutes) };
    this.#heard.set(session.date, this.#current);
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > SESSIONS_KEPT && oldest !== undefined) {
      this.#heard.delete(oldest);
      this.#told.delete(oldest);
    }
    this.#last = session.open;
    this.#taken = Number.NaN;
    this.#isTold = false;
  }

  /** The finest of the intervals that its symbols stream, in ms. */
  streams(milliseconds: number): void {
    this.#interval = milliseconds;
  }

  /** A bar that ended at `end` has come, of any symbol. */
  take(end: number): void {
    // A minute of the whole market ends at one instant.
    if (end === this.#taken) return;
    this.#taken = end;
    this.#answered = undefined;
    const heard = this.#current;
    if (heard === undefined) return;
    const { session, active } = heard;
    const minute = Math.ceil((end - session.open) / MILLISECONDS_PER_MINUTE) - 1;
    if (minute >= 0 && minute < active.length) active[minute] = 1;
    if (!(end > this.#last)) return;
    const passed = Math.round((end - this.#last) / this.#interval);
    this.#slots += passed;
    // A silence that was too long says little of the feed's usual ones.
    this.#emptySlots += Math.min(Math.max(0, passed - 1), this.#limit() + 1);
    this.#last = end;
  }

  /** The source says that its feed is lost, or back. */
  tell(lost: boolean, now: number): void {
    const date = this.#current?.session.date;
    if (date === undefined || this.#isTold === lost) return;
    this.#isTold = lost;
    this.#answered = undefined;
    const ranges = this.#told.get(date) ?? [];
    const last = ranges.at(-1);
    if (lost) ranges.push({ from: now, to: Number.POSITIVE_INFINITY });
    else if (last !== undefined) last.to = now;
    this.#told.set(date, ranges);
  }

  /** Intervals that it may be silent, by how often nobody traded so far. */
  #limit(): number {
    return silenceLimit(this.#emptySlots / (this.#slots + PRESUMED_SLOTS));
  }

  /** As of an instant of the session. Outside regular hours nothing is due, so that a feed is never silent then. */
  stateAt(now: number): FeedState {
    if (this.#isTold) return 'lost';
    const session = this.#current?.session;
    if (session === undefined || now < session.open) return 'live';
    const silent = Math.min(now, session.close) - this.#last;
    const allowed = this.#limit() * this.#interval;
    if (silent >= LOST_FACTOR * allowed + GRACE_MILLISECONDS) return 'lost';
    return silent >= allowed + GRACE_MILLISECONDS ? 'silent' : 'live';
  }

  /** The instant after `now` at which it is silent too long, or so long that it is lost, unless something comes before. */
  nextSilence(now: number): number {
    const allowed = this.#limit() * this.#interval;
    const silent = this.#last + allowed + GRACE_MILLISECONDS;
    const lost = silent + (LOST_FACTOR - 1) * allowed;
    return silent > now ? silent : lost > now ? lost : Number.POSITIVE_INFINITY;
  }

  /** End of the newest bar in this session; undefined where none has come. */
  get newest(): number | undefined {
    const open = this.#current?.session.open;
    return open !== undefined && this.#last > open ? this.#last : undefined;
  }

  /**
   * When the feed was lost in a session, ascending: what was told, and silences that no quiet market explains.
   * Undefined for a session that was not listened to.
   */
  lostIn(date: SessionDate, asOf: number): readonly TimeRange[] | undefined {
    if (this.#answered?.date === date && this.#answered.asOf === asOf) return this.#answered.ranges;
    const heard = this.#heard.get(date);
    if (heard === undefined) return undefined;
    const ranges = this.#lostIn(heard, asOf);
    this.#answered = { date, asOf, ranges };
    return ranges;
  }

  #lostIn({ session, active }: Heard, asOf: number): readonly TimeRange[] {
    const passed = Math.max(0, Math.min(asOf, session.close) - session.open);
    const minutes = Math.floor(passed / MILLISECONDS_PER_MINUTE);
    // Its symbols were listened to, and nothing at all was heard.
    if (minutes > silenceLimit(0) && !active.includes(1)) return [{ from: session.open, to: asOf }];
    const runs = lostRuns(active, minutes).map(({ first, end }) => ({
      from: session.open + first * MILLISECONDS_PER_MINUTE,
      to: session.open + end * MILLISECONDS_PER_MINUTE,
    }));
    const told = (this.#told.get(session.date) ?? []).map(({ from, to }) => ({
      from,
      to: Math.min(to, asOf),
    }));
    return [...told, ...runs].sort((left, right) => left.from - right.from);
  }
}
