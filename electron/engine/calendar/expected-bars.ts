import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import { dayNumber } from './civil-date.ts';
import type { Calendar, TradingSession } from './contract.ts';
import { weekOf } from './session-table.ts';

/**
 * How many bars of regular hours end in a session if nothing is missing: 390 or 210 of
 * `1m`, 7 or 4 of `1h` (the last is short), one of `1d`; one of `1w` in the week's last
 * session, else none.
 */
export function expectedRegularBars(calendar: Calendar, interval: Interval, session: TradingSession): number {
  if (isIntraday(interval)) return Math.ceil((session.close - session.open) / nominalMilliseconds(interval));
  return interval === '1d' || endsWeek(calendar, session) ? 1 : 0;
}

/**
 * How many bars of regular hours end in the sessions from <= date <= to. A week counts
 * where its last session is among them. Throws RangeError outside the calendar's dates.
 */
export function expectedBars(
  calendar: Calendar,
  interval: Interval,
  from: SessionDate,
  to: SessionDate,
): number {
  let count = 0;
  for (const session of calendar.sessionsBetween(from, to)) {
    count += expectedRegularBars(calendar, interval, session);
  }
  return count;
}

function endsWeek(calendar: Calendar, session: TradingSession): boolean {
  const next = calendar.nextSession(session.date);
  return next === undefined || weekOf(dayNumber(next.date)) !== weekOf(dayNumber(session.date));
}
