import {
  type Interval,
  intervalIndex,
  isIntraday,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import { epochMs, MILLISECONDS_PER_DAY, type SessionDate, sessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';

/** How stamps become starts of bars. */
export interface BarTimes {
  readonly interval: Interval;
  /** Zone of stamps that are wall times; of others it is UTC. */
  readonly zone: 'UTC' | 'exchange';
  readonly stamps: 'bar_start' | 'bar_end';
}

/** The instant of a stamp; of one that summer time repeats, either. */
export function instantOf(stamp: number, zone: BarTimes['zone'], calendar: Calendar): number {
  if (zone === 'UTC') return stamp;
  const near = stamp - calendar.wallOffset(stamp);
  return stamp - calendar.wallOffset(near);
}

/** The start of the bar that a stamp names: NaN where the exchange has no session then. */
export function barStart(stamp: number, times: BarTimes, calendar: Calendar): number {
  const { interval } = times;
  if (!Number.isSafeInteger(stamp)) return Number.NaN;
  const instant = instantOf(stamp, times.zone, calendar);
  if (isIntraday(interval)) return intradayStart(instant, times, calendar);
  const date = dayOf(stamp, instant, calendar);
  if (date < calendar.firstDate || date > calendar.lastDate) return Number.NaN;
  if (interval === '1d') return calendar.session(date)?.open ?? Number.NaN;
  const session = weekday(date, times.stamps, calendar);
  return session === undefined ? Number.NaN : calendar.spanStart(intervalIndex('1w'), session.open);
}

function intradayStart(instant: number, { interval, stamps }: BarTimes, calendar: Calendar): number {
  if (calendar.sessionAt(epochMs(stamps === 'bar_end' ? instant - 1 : instant)) === undefined)
    return Number.NaN;
  if (stamps === 'bar_start') return instant;
  const index = intervalIndex(interval);
  // The last bar before a close may be shorter than the others.
  const start = calendar.spanStart(index, instant - 1);
  return calendar.spanEnd(index, start) === instant ? start : instant - nominalMilliseconds(interval);
}

/** Midnight is a day's name, in whatever zone; any other stamp lies in the exchange's day. */
function dayOf(stamp: number, instant: number, calendar: Calendar): SessionDate {
  if (stamp % MILLISECONDS_PER_DAY === 0) return sessionDate(new Date(stamp).toISOString().slice(0, 10));
  return calendar.dateOf(epochMs(instant));
}

/** A session of the week that a stamp names: of its first day or after, or of its last or before. */
function weekday(
  date: SessionDate,
  stamps: BarTimes['stamps'],
  calendar: Calendar,
): TradingSession | undefined {
  const own = calendar.session(date);
  if (own !== undefined) return own;
  return stamps === 'bar_end' ? calendar.previousSession(date) : calendar.nextSession(date);
}
