import type { SessionPhase } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { EpochMs, SessionDate } from '../../../shared/domain/time.ts';

/** One trading day of an exchange; all instants are UTC. */
export interface TradingSession {
  readonly date: SessionDate;
  /** Start of the pre-market (04:00 New York). */
  readonly preOpen: EpochMs;
  readonly open: EpochMs;
  readonly close: EpochMs;
  /** End of the post-market (20:00 New York; 17:00 after an early close). */
  readonly postClose: EpochMs;
  /** True for an early close. */
  readonly halfDay: boolean;
  /** Regular minutes: 390, or 210 on a half day. */
  readonly minutes: number;
}

/** The half-open span of time [start, end) that a bar covers. */
export interface BarSpan {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Knows the sessions of one exchange. Pure: no clock, no locale. */
export interface Calendar {
  /** IANA zone of the exchange: `America/New_York`. */
  readonly zone: string;
  /** First and last day that the calendar's data covers. */
  readonly firstDate: SessionDate;
  readonly lastDate: SessionDate;
  /**
   * The session of that date; undefined where the exchange is closed. Throws RangeError
   * outside the covered dates, as every call here that takes a date does, instantOf excepted.
   */
  session(date: SessionDate): TradingSession | undefined;
  /** The session whose preOpen <= instant < postClose; undefined between sessions and outside the covered dates. */
  sessionAt(instant: EpochMs): TradingSession | undefined;
  /** The last session with date < the given one. */
  previousSession(date: SessionDate): TradingSession | undefined;
  /** The first session with date > the given one. */
  nextSession(date: SessionDate): TradingSession | undefined;
  /** The last `count` sessions with date < `before`, oldest first; fewer at the start of coverage. */
  sessionsBefore(before: SessionDate, count: number): TradingSession[];
  /** Sessions with from <= date <= to, ascending. */
  sessionsBetween(from: SessionDate, to: SessionDate): TradingSession[];
  phaseAt(instant: EpochMs): SessionPhase;
  /**
   * The span of the bar of `interval` that contains an instant. Regular hours are
   * anchored on the open and cut at the close (15:30-16:00 is the last 1h bar);
   * pre-market and post-market bars are anchored on their own start and never
   * straddle 09:30 or the close. `1d` is [open, close) of the session, `1w` from the
   * open of the week's first session to the close of its last.
   * Undefined where no session holds the instant (`1d` and `1w`: outside regular hours too).
   */
  span(interval: Interval, instant: EpochMs): BarSpan | undefined;
  /**
   * `span(...).start` for the hot path: takes the interval's number (`intervalIndex`), allocates
   * nothing, never throws. NaN where there is no span or no such interval.
   */
  spanStart(intervalIndex: number, instant: number): number;
  /** `span(...).end` likewise; the instant may be any within the bar, its start among them. */
  spanEnd(intervalIndex: number, instant: number): number;
  /**
   * Exchange wall time on a date, as an instant: ('2013-10-07', '09:00'), seconds optional. A time
   * that summer time skips moves forward by the skipped hour; of one that happens twice, the first.
   * Throws InvalidArgumentError for any other text. Here and in the three calls below the zone's
   * rules also cover years around the sessions; RangeError outside them (New York: 1987-2099).
   */
  instantOf(date: SessionDate, wallTime: string): EpochMs;
  /** Exchange wall time `HH:mm:ss` of an instant. */
  wallTime(instant: EpochMs): string;
  /** Exchange wall time minus UTC at an instant, in ms. */
  wallOffset(instant: number): number;
  /** Date in the exchange's zone of an instant. */
  dateOf(instant: EpochMs): SessionDate;
}
