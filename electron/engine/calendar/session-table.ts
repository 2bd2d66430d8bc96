import {
  epochMs,
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

/**
 * Every session of an exchange, ascending, in columns with the same index. Instants are UTC ms. They are objects only
 * where somebody asks (see SessionObjects): of thousands of sessions one run needs a few hundred, and each object
 * is looked at by every garbage collection.
 */
export interface SessionTable {
  readonly count: number;
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
  /** 1 where the session closes early. */
  readonly halfDays: Uint8Array;
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
  const days: number[] = [];
  const firstIndexFrom = new Int32Array(lastDay - firstDay + 2);
  for (let day = firstDay; day <= lastDay; day += 1) {
    firstIndexFrom[day - firstDay] = days.length;
    if (!isWeekend(day) && !closed.has(day)) days.push(day);
  }
  firstIndexFrom[lastDay - firstDay + 1] = days.length;
  const column = (time: keyof TradingHours) =>
    Float64Array.from(days, (day) => {
      const hours = early.has(day) ? earlyHours : fullHours;
      return zone.instantOfLocal(day * MILLISECONDS_PER_DAY + hours[time]);
    });
  const opens = column('open');
  const closes = column('close');
  return {
    count: days.length,
    preOpens: column('preOpen'),
    opens,
    closes,
    postCloses: column('postClose'),
    ...weekColumns(days, opens, closes),
    firstDay,
    lastDay,
    firstIndexFrom,
    days: Int32Array.from(days),
    halfDays: Uint8Array.from(days, (day) => Number(early.has(day))),
  };
}

/** The sessions of a table as objects, each made when it is first asked for. */
export class SessionObjects {
  readonly #made = new Map<number, TradingSession>();

  constructor(private readonly table: SessionTable) {}

  /** Undefined where the table has no such index. */
  at(index: number): TradingSession | undefined {
    if (!(index >= 0 && index < this.table.count)) return undefined;
    const known = this.#made.get(index);
    if (known !== undefined) return known;
    const made = sessionOf(this.table, index);
    this.#made.set(index, made);
    return made;
  }

  /** Those with from <= index < to that the table has. */
  between(from: number, to: number): TradingSession[] {
    const sessions: TradingSession[] = [];
    for (let index = Math.max(0, from); index < to; index += 1) {
      const session = this.at(index);
      if (session !== undefined) sessions.push(session);
    }
    return sessions;
  }
}

function sessionOf(table: SessionTable, index: number): TradingSession {
  const instant = (column: Float64Array) => epochMs(column[index] ?? Number.NaN);
  const open = instant(table.opens);
  const close = instant(table.closes);
  return {
    date: dateOfDayNumber(table.days[index] ?? Number.NaN),
    preOpen: instant(table.preOpens),
    open,
    close,
    postClose: instant(table.postCloses),
    halfDay: table.halfDays[index] === 1,
    minutes: (close - open) / MILLISECONDS_PER_MINUTE,
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

function weekColumns(
  days: readonly number[],
  opens: Float64Array,
  closes: Float64Array,
): Pick<SessionTable, 'weekOpens' | 'weekCloses'> {
  const weekOpens = opens.slice();
  const weekCloses = closes.slice();
  const sameWeek = (index: number, other: number) =>
    weekOf(days[index] ?? Number.NaN) === weekOf(days[other] ?? Number.NaN);
  for (let index = 1; index < days.length; index += 1) {
    if (sameWeek(index, index - 1)) weekOpens[index] = weekOpens[index - 1] ?? Number.NaN;
  }
  for (let index = days.length - 2; index >= 0; index -= 1) {
    if (sameWeek(index, index + 1)) weekCloses[index] = weekCloses[index + 1] ?? Number.NaN;
  }
  return { weekOpens, weekCloses };
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
