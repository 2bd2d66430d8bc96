import { type Interval, isIntraday, nominalMilliseconds } from '../../../../shared/domain/interval.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../../shared/domain/time.ts';

/** Regular minutes of a full session. */
const SESSION_MINUTES = 390;

/** Bars of an interval in the regular hours of a full session: 390 of `1m`, 7 of `1h`, whose last is short, one of `1d`. */
export function barsPerSession(interval: Interval): number {
  if (!isIntraday(interval)) return 1;
  return Math.ceil((SESSION_MINUTES * MILLISECONDS_PER_MINUTE) / nominalMilliseconds(interval));
}

const DAYS_PER_YEAR = 252;
const WEEKS_PER_YEAR = 52;

/** Bars of 52 weeks: 252 sessions on `1d`. */
export function barsPerYear(interval: Interval): number {
  return interval === '1w' ? WEEKS_PER_YEAR : DAYS_PER_YEAR * barsPerSession(interval);
}
