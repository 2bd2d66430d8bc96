import type { SessionPhase } from '../../../shared/domain/bar.ts';
import {
  INTERVALS,
  type Interval,
  intervalIndex,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import {
  type EpochMs,
  epochMs,
  MILLISECONDS_PER_DAY,
  type SessionDate,
} from '../../../shared/domain/time.ts';
import { dateOfDayNumber, dayNumber } from './civil-date.ts';
import type { BarSpan, Calendar, TradingSession } from './contract.ts';
import type { ExchangeSchedule } from './exchange-schedule.ts';
import { buildSessionTable, SessionObjects, type SessionTable } from './session-table.ts';
import { formatWallTime, parseWallTime } from './wall-time.ts';
import { ZoneTable } from './zone-table.ts';

const DAY_INDEX = intervalIndex('1d');
const WEEK_INDEX = intervalIndex('1w');
const LENGTHS = Float64Array.from(INTERVALS, nominalMilliseconds);

/**
 * A calendar made of an exchange's schedule. The instants of all sessions are computed once; a lookup by
 * instant reads columns by day number, and the last session found is tried first.
 */
export class ExchangeCalendar implements Calendar {
  readonly zone: string;
  readonly firstDate: SessionDate;
  readonly lastDate: SessionDate;
  readonly #zone: ZoneTable;
  readonly #table: SessionTable;
  readonly #sessions: SessionObjects;
  /** Every session lies within one day of standard time; the constructor checks it. */
  readonly #standardOffset: number;
  #lastIndex = 0;

  constructor(schedule: ExchangeSchedule) {
    this.firstDate = schedule.firstDate;
    this.lastDate = schedule.lastDate;
    this.#zone = new ZoneTable(schedule.zone);
    this.zone = this.#zone.zone;
    this.#standardOffset = this.#zone.standardOffset;
    this.#table = buildSessionTable(schedule, this.#zone);
    this.#sessions = new SessionObjects(this.#table);
    for (let index = 0; index < this.#table.count; index += 1) this.#requireOneStandardDay(index);
  }

  session(date: SessionDate): TradingSession | undefined {
    const day = this.#coveredDay(date);
    const index = this.#firstIndexFrom(day);
    return this.#table.days[index] === day ? this.#sessions.at(index) : undefined;
  }

  sessionAt(instant: EpochMs): TradingSession | undefined {
    const index = this.#indexAt(instant);
    return index < 0 ? undefined : this.#sessions.at(index);
  }

  previousSession(date: SessionDate): TradingSession | undefined {
    return this.#sessions.at(this.#firstIndexFrom(this.#coveredDay(date)) - 1);
  }

  nextSession(date: SessionDate): TradingSession | undefined {
    return this.#sessions.at(this.#firstIndexFrom(this.#coveredDay(date) + 1));
  }

  sessionsBefore(before: SessionDate, count: number): TradingSession[] {
    const end = this.#firstIndexFrom(this.#coveredDay(before));
    return this.#sessions.between(end - count, end);
  }

  sessionsBetween(from: SessionDate, to: SessionDate): TradingSession[] {
    const start = this.#firstIndexFrom(this.#coveredDay(from));
    return this.#sessions.between(start, this.#firstIndexFrom(this.#coveredDay(to) + 1));
  }

  phaseAt(instant: EpochMs): SessionPhase {
    const index = this.#indexAt(instant);
    if (index < 0) return 'closed';
    if (instant < at(this.#table.opens, index)) return 'pre';
    return instant < at(this.#table.closes, index) ? 'regular' : 'post';
  }

  span(interval: Interval, instant: EpochMs): BarSpan | undefined {
    const index = intervalIndex(interval);
    const start = this.spanStart(index, instant);
    if (Number.isNaN(start)) return undefined;
    return { start: epochMs(start), end: epochMs(this.spanEnd(index, instant)) };
  }

  spanStart(interval: number, instant: number): number {
    const index = this.#indexAt(instant);
    if (index < 0) return Number.NaN;
    const anchor = this.#phaseStart(index, instant);
    if (interval < DAY_INDEX) return gridStart(anchor, instant, at(LENGTHS, interval));
    if (!this.#isRegular(index, instant)) return Number.NaN;
    if (interval === DAY_INDEX) return anchor;
    return interval === WEEK_INDEX ? at(this.#table.weekOpens, index) : Number.NaN;
  }

  spanEnd(interval: number, instant: number): number {
    const index = this.#indexAt(instant);
    if (index < 0) return Number.NaN;
    const phaseEnd = this.#phaseEnd(index, instant);
    if (interval < DAY_INDEX) {
      const length = at(LENGTHS, interval);
      return Math.min(gridStart(this.#phaseStart(index, instant), instant, length) + length, phaseEnd);
    }
    if (!this.#isRegular(index, instant)) return Number.NaN;
    if (interval === DAY_INDEX) return phaseEnd;
    return interval === WEEK_INDEX ? at(this.#table.weekCloses, index) : Number.NaN;
  }

  instantOf(date: SessionDate, wallTime: string): EpochMs {
    return this.#zone.instantOfLocal(dayNumber(date) * MILLISECONDS_PER_DAY + parseWallTime(wallTime));
  }

  wallTime(instant: EpochMs): string {
    return formatWallTime(instant + this.#zone.offsetAt(instant));
  }

  wallOffset(instant: number): number {
    return this.#zone.offsetAt(instant);
  }

  dateOf(instant: EpochMs): SessionDate {
    const day = Math.floor((instant + this.#zone.offsetAt(instant)) / MILLISECONDS_PER_DAY);
    const table = this.#table;
    if (day >= table.firstDay && day <= table.lastDay) {
      const index = this.#firstIndexFrom(day);
      const session = table.days[index] === day ? this.#sessions.at(index) : undefined;
      if (session !== undefined) return session.date;
    }
    return dateOfDayNumber(day);
  }

  /** Index of the session that holds an instant, -1 for none. */
  #indexAt(instant: number): number {
    const table = this.#table;
    const last = this.#lastIndex;
    if (instant >= at(table.preOpens, last) && instant < at(table.postCloses, last)) return last;
    const day = Math.floor((instant + this.#standardOffset) / MILLISECONDS_PER_DAY);
    if (!(day >= table.firstDay && day <= table.lastDay)) return -1;
    const index = this.#firstIndexFrom(day);
    if (!(instant >= at(table.preOpens, index) && instant < at(table.postCloses, index))) return -1;
    this.#lastIndex = index;
    return index;
  }

  /** Index of the first session on or after a covered day, or the day after the last; the count where none is left. */
  #firstIndexFrom(day: number): number {
    return this.#table.firstIndexFrom[day - this.#table.firstDay] ?? this.#table.count;
  }

  #phaseStart(index: number, instant: number): number {
    const open = at(this.#table.opens, index);
    if (instant < open) return at(this.#table.preOpens, index);
    const close = at(this.#table.closes, index);
    return instant < close ? open : close;
  }

  #phaseEnd(index: number, instant: number): number {
    const open = at(this.#table.opens, index);
    if (instant < open) return open;
    const close = at(this.#table.closes, index);
    return instant < close ? close : at(this.#table.postCloses, index);
  }

  #isRegular(index: number, instant: number): boolean {
    return instant >= at(this.#table.opens, index) && instant < at(this.#table.closes, index);
  }

  #coveredDay(date: SessionDate): number {
    const day = dayNumber(date);
    if (day >= this.#table.firstDay && day <= this.#table.lastDay) return day;
    throw new RangeError(`The exchange calendar covers ${this.firstDate} to ${this.lastDate}; got ${date}`);
  }

  #requireOneStandardDay(index: number): void {
    const day = at(this.#table.days, index);
    const dayOf = (instant: number) => Math.floor((instant + this.#standardOffset) / MILLISECONDS_PER_DAY);
    const [preOpen, postClose] = [at(this.#table.preOpens, index), at(this.#table.postCloses, index)];
    if (dayOf(preOpen) !== day || dayOf(postClose - 1) !== day) {
      throw new RangeError(`The hours of ${dateOfDayNumber(day)} reach past midnight of standard time`);
    }
  }
}

/** Last point of a grid of equal lengths from the anchor that is not after the instant. */
function gridStart(anchor: number, instant: number, length: number): number {
  return anchor + Math.floor((instant - anchor) / length) * length;
}

/** NaN past the end of a column: comparisons with it are false. */
function at(column: Float64Array | Int32Array, index: number): number {
  return column[index] ?? Number.NaN;
}
