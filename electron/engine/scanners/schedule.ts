import {
  type Interval,
  intervalIndex,
  nominalMilliseconds,
  parseInterval,
} from '../../../shared/domain/interval.ts';
import type { ScannerConfig, ScheduleEntry } from '../../../shared/domain/session-config.ts';
import { MILLISECONDS_PER_MINUTE, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const RELATIVE_TIME = /^(open|close)(?:([+-])(\d+)m)?$/;

/** Every instant of a session at which a scanner is due, ascending: those of its schedule, and the one before the session. */
export function scannerTimes(
  { schedule, pre_session }: Pick<ScannerConfig, 'schedule' | 'pre_session'>,
  { calendar, preSessionTime }: { readonly calendar: Calendar; readonly preSessionTime: string },
  session: TradingSession,
): number[] {
  const entries = pre_session ? [...schedule, { at: preSessionTime }] : schedule;
  return scheduleTimes(entries, session, calendar);
}

/**
 * The instants of one session at which a schedule is due, ascending, each once. Times are exchange
 * wall times, or relative to the real open and close (`close-5m`); a window
 * that reaches past the close of a half day ends with it, and a moment past it is left out; `every` is the end of
 * each regular bar. Nothing is due before the pre-market opens.
 */
export function scheduleTimes(
  entries: readonly ScheduleEntry[],
  session: TradingSession,
  calendar: Calendar,
): number[] {
  const times = new Set<number>();
  for (const entry of entries) {
    if (!runsOn(entry.days, session.date)) continue;
    if ('every' in entry) addBarEnds(times, entry.every, session, calendar);
    else if ('at' in entry) addMoment(times, scheduleInstant(entry.at, session, calendar), session);
    else {
      const start = scheduleInstant(entry.start, session, calendar);
      const end = Math.min(scheduleInstant(entry.end, session, calendar), lastInstant(session));
      addWindow(times, start, end, parseInterval(entry.interval));
    }
  }
  return [...times].filter((instant) => instant >= session.preOpen).sort((left, right) => left - right);
}

/** Half days end all schedules with the real close; on full days a window may reach into the post-market. */
function lastInstant(session: TradingSession): number {
  return session.halfDay ? session.close : session.postClose;
}

function addMoment(times: Set<number>, instant: number, session: TradingSession): void {
  if (instant <= lastInstant(session)) times.add(instant);
}

function addWindow(times: Set<number>, start: number, end: number, every: Interval): void {
  const step = nominalMilliseconds(every);
  for (let instant = start; instant <= end; instant += step) times.add(instant);
}

/** The ends of the session's bars in regular hours; the last one, which may be short, ends at the close. */
function addBarEnds(times: Set<number>, every: Interval, session: TradingSession, calendar: Calendar): void {
  for (let start: number = session.open; start < session.close; ) {
    start = calendar.spanEnd(intervalIndex(every), start);
    times.add(start);
  }
}

/** `09:35`, `open`, `close-5m` on a session, as an instant. The schema has checked the text. */
function scheduleInstant(text: string, session: TradingSession, calendar: Calendar): number {
  const relative = RELATIVE_TIME.exec(text);
  if (relative === null) return calendar.instantOf(session.date, text);
  const [, anchor, sign, minutes] = relative;
  const offset = Number(minutes ?? 0) * MILLISECONDS_PER_MINUTE * (sign === '-' ? -1 : 1);
  return (anchor === 'open' ? session.open : session.close) + offset;
}

function runsOn(days: readonly string[] | undefined, date: SessionDate): boolean {
  if (days === undefined) return true;
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return weekday !== undefined && days.includes(weekday);
}
