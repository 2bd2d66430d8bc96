import {
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_MINUTE,
  type SessionDate,
  sessionDate,
} from '../../../shared/domain/time.ts';
import { dateOfDayNumber, dayNumber, weekdayOf } from './civil-date.ts';
import type { TradingSession } from './contract.ts';
import type { ExchangeSchedule, TradingHours } from './exchange-schedule.ts';
import { parseWallTime } from './wall-time.ts';
import type { ZoneTable } from './zone-table.ts';

const SATURDAY = 6;
const SUNDAY = 0;
const DAYS_PER_WEEK = 7;
/** 1970-01-05, a Monday: weeks are counted from Mondays. */
const FIRST_MONDAY = 4;

/** Every session of an exchange, ascending, in columns with the same index. Instants are UTC ms. */
export interface SessionTable {
  readonly sessions: readonly TradingSession[];
  readonly preOpens: Float64Array;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly postCloses: Float64Array;
  /** Open of the first and close of the last session of the session's week. */
  readonly weekOpens: Float64Array;
  readonly weekCloses: Float64Array;
  /** First and last covered day. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Covered day minus firstDay to the index of the first session on or after that day; one entry more than days. */
  readonly firstIndexFrom: Int32Array;
  /** Session index to day number. */
  readonly days: Int32Array;
}

/** Throws RangeError where the data names a day that cannot be: a weekend, a day twice, a day outside the coverage. */
export function buildSessionTable(schedule: ExchangeSchedule, zone: ZoneTable): SessionTable {
  const firstDay = dayNumber(schedule.firstDate);
  const lastDay = dayNumber(schedule.lastDate);
  const closed = new Set<number>();
  const early = new Set<number>();
  const add = (date: SessionDate, days: Set<number>) =>
    addTradingWeekday(date, days, closed, firstDay, lastDay);
  for (const date of yearlyDates(schedule.holidays)) add(date, closed);
  for (const date of Object.keys(schedule.specialClosures)) add(sessionDate(date), closed);
  for (const date of yearlyDates(schedule.earlyCloses)) add(date, early);

  const fullHours = hourOffsets(schedule.hours);
  const earlyHours = hourOffsets(schedule.earlyHours);
  const sessions: TradingSession[] = [];
  const days: number[] = [];
  const firstIndexFrom = new Int32Array(lastDay - firstDay + 2);
  for (let day = firstDay; day <= lastDay; day += 1) {
    firstIndexFrom[day - firstDay] = sessions.length;
    if (isWeekend(day) || closed.has(day)) continue;
    const halfDay = early.has(day);
    sessions.push(buildSession(day, halfDay, halfDay ? earlyHours : fullHours, zone));
    days.push(day);
  }
  firstIndexFrom[lastDay - firstDay + 1] = sessions.length;
  return {
    sessions,
    preOpens: Float64Array.from(sessions, (session) => session.preOpen),
    opens: Float64Array.from(sessions, (session) => session.open),
    closes: Float64Array.from(sessions, (session) => session.close),
    postCloses: Float64Array.from(sessions, (session) => session.postClose),
    ...weekColumns(sessions, days),
    firstDay,
    lastDay,
    firstIndexFrom,
    days: Int32Array.from(days),
  };
}

/** Monday's number of the week that holds a day; equal for days of one week. */
export function weekOf(day: number): number {
  return Math.floor((day - FIRST_MONDAY) / DAYS_PER_WEEK);
}

/** Hours in ms after midnight. */
type HourOffsets = Readonly<Record<keyof TradingHours, number>>;

function hourOffsets(hours: TradingHours): HourOffsets {
  return {
    preOpen: parseWallTime(hours.preOpen),
    open: parseWallTime(hours.open),
    close: parseWallTime(hours.close),
    postClose: parseWallTime(hours.postClose),
  };
}

function buildSession(day: number, halfDay: boolean, hours: HourOffsets, zone: ZoneTable): TradingSession {
  const midnight = day * MILLISECONDS_PER_DAY;
  const open = zone.instantOfLocal(midnight + hours.open);
  const close = zone.instantOfLocal(midnight + hours.close);
  return {
    date: dateOfDayNumber(day),
    preOpen: zone.instantOfLocal(midnight + hours.preOpen),
    open,
    close,
    postClose: zone.instantOfLocal(midnight + hours.postClose),
    halfDay,
    minutes: (close - open) / MILLISECONDS_PER_MINUTE,
  };
}

function weekColumns(
  sessions: readonly TradingSession[],
  days: readonly number[],
): Pick<SessionTable, 'weekOpens' | 'weekCloses'> {
  const opens = new Map<number, number>();
  const closes = new Map<number, number>();
  sessions.forEach((session, i) => {
    const week = weekOf(days[i] ?? Number.NaN);
    if (!opens.has(week)) opens.set(week, session.open);
    closes.set(week, session.close);
  });
  const column = (ends: Map<number, number>) =>
    Float64Array.from(days, (day) => ends.get(weekOf(day)) ?? Number.NaN);
  return { weekOpens: column(opens), weekCloses: column(closes) };
}

function* yearlyDates(years: Readonly<Record<number, string>>): Generator<SessionDate> {
  for (const [year, list] of Object.entries(years)) {
    for (const monthDay of list.split(' ')) yield sessionDate(`${year}-${monthDay}`);
  }
}

function addTradingWeekday(
  date: SessionDate,
  days: Set<number>,
  closed: ReadonlySet<number>,
  firstDay: number,
  lastDay: number,
): void {
  const day = dayNumber(date);
  if (day < firstDay || day > lastDay || isWeekend(day) || days.has(day) || closed.has(day)) {
    throw new RangeError(`${date} is not a covered weekday, or the exchange's data names it twice`);
  }
  days.add(day);
}

function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === SATURDAY || weekday === SUNDAY;
}
