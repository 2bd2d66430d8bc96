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

/** Place of the first entry of a schedule that is due on no day, however long its session; undefined where each is. */
export function neverDue(entries: readonly ScheduleEntry[], calendar: Calendar): number | undefined {
  const session = fullSession(calendar);
  const place = entries.findIndex((entry) => {
    const { days: _days, ...onAnyDay } = entry;
    return scheduleTimes([onAnyDay], session, calendar).length === 0;
  });
  return place === -1 ? undefined : place;
}

/** What a schedule may say, for where it is never due. */
export function dueTimes(calendar: Calendar): string {
  const session = fullSession(calendar);
  const [from, to] = [session.preOpen, session.postClose].map((at) => calendar.wallTime(at).slice(0, 5));
  return `times from ${from} to ${to} of the exchange, the start before the end`;
}

function fullSession(calendar: Calendar): TradingSession {
  let session = calendar.nextSession(calendar.firstDate);
  while (session?.halfDay === true) session = calendar.nextSession(session.date);
  if (session === undefined) throw new RangeError('A calendar has full sessions');
  return session;
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
