import {
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_HOUR,
  MILLISECONDS_PER_MINUTE,
} from '../../../shared/domain/time.ts';
import { dayNumberOf } from '../../engine/calendar/civil-date.ts';
import { NumberReader, POINT_STYLE } from './numbers.ts';
import { StampLexer } from './stamp-lexer.ts';

/**
 * How a file writes its dates: the order of year, month and day; `compact_*` without anything between them,
 * `named_*` with the month's name; seconds, ms, µs or ns since 1970; days of a spreadsheet.
 */
export const DATE_STYLES = [
  'ymd',
  'mdy',
  'dmy',
  'compact_ymd',
  'compact_mdy',
  'compact_dmy',
  'named_dmy',
  'named_mdy',
  'named_ymd',
  'epoch_s',
  'epoch_ms',
  'epoch_us',
  'epoch_ns',
  'excel',
  'excel_1904',
] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

const PER_MILLISECOND: Partial<Record<DateStyle, number>> = {
  epoch_s: 1 / 1_000,
  epoch_ms: 1,
  epoch_us: 1_000,
  epoch_ns: 1_000_000,
};
/** Day number of 1899-12-30, with which spreadsheets count from March 1900 on, and of 1904-01-01. */
const EXCEL_ZERO = -25_569;
const EXCEL_1904_ZERO = -24_107;
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2100;
/** Two digits below this mean 20xx. */
const CENTURY_PIVOT = 70;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads stamps of one style, and clock times of a column of their own. After a `read` that answered true, the
 * local date is in `day`, the time in `time`; `offset` says where they are local to, NaN where the stamp does not.
 */
export class StampReader {
  readonly #style: DateStyle;
  readonly #lexer = new StampLexer();
  readonly #numbers = new NumberReader(POINT_STYLE);
  /** Days since 1970-01-01 of the local date. */
  day = 0;
  /** Milliseconds since its midnight. */
  time = 0;
  /** Local time minus UTC in ms; NaN where it is not said. */
  offset = Number.NaN;
  /** A time of day is written out. */
  hasClock = false;

  constructor(style: DateStyle) {
    this.#style = style;
  }

  /** False where the bytes hold no stamp of this style. */
  read(bytes: Buffer, start: number, end: number): boolean {
    const style = this.#style;
    this.offset = Number.NaN;
    this.time = 0;
    this.hasClock = false;
    const perMillisecond = PER_MILLISECOND[style];
    if (perMillisecond !== undefined) return this.#epoch(bytes, start, end, perMillisecond);
    if (style === 'excel' || style === 'excel_1904') return this.#serial(bytes, start, end);
    if (!this.#lexer.read(bytes, start, end)) return false;
    this.offset = this.#lexer.offset;
    const used = this.#date(style);
    return used > 0 && this.#clock(used);
  }

  /** A time of day alone: `09:30`, `9:30:00 AM`, `0930`, `93000`, ms since midnight, the fraction of a day. */
  readClock(bytes: Buffer, start: number, end: number): boolean {
    const lexer = this.#lexer;
    this.hasClock = true;
    if (!lexer.read(bytes, start, end)) return false;
    if (!Number.isNaN(lexer.offset)) this.offset = lexer.offset;
    if (lexer.month !== 0) return false;
    if (lexer.hourAt === 0) return this.#clock(0);
    const value = this.#numbers.read(bytes, start, end);
    if (lexer.half !== '') return this.#clock(0);
    if (value > 0 && value < 1) return this.#set(Math.round(value * MILLISECONDS_PER_DAY));
    if (lexer.count !== 1 || Number.isNaN(value)) return false;
    if (value > 240_000 && value < MILLISECONDS_PER_DAY) return this.#set(value);
    return this.#compactClock(value, lexer.digits[0] ?? 0);
  }

  #epoch(bytes: Buffer, start: number, end: number, perMillisecond: number): boolean {
    const value = this.#numbers.read(bytes, start, end);
    const instant = Math.round(value / perMillisecond);
    const day = Math.floor(instant / MILLISECONDS_PER_DAY);
    if (!(day > EXCEL_ZERO && day < -EXCEL_ZERO * 2)) return false;
    this.day = day;
    this.time = instant - day * MILLISECONDS_PER_DAY;
    this.offset = 0;
    this.hasClock = true;
    return true;
  }

  #serial(bytes: Buffer, start: number, end: number): boolean {
    const value = this.#numbers.read(bytes, start, end);
    if (!(value >= 1 && value < 100_000)) return false;
    const whole = Math.floor(value);
    this.day = whole + (this.#style === 'excel' ? EXCEL_ZERO : EXCEL_1904_ZERO);
    // A spreadsheet's time is exact to some microseconds.
    this.time = Math.round((value - whole) * 86_400) * 1_000;
    if (this.time === MILLISECONDS_PER_DAY) {
      this.day += 1;
      this.time = 0;
    }
    this.hasClock = this.time !== 0;
    return true;
  }

  /** Sets the day; answers how many numbers it took, 0 where they are no date of the style. */
  #date(style: DateStyle): number {
    if (style.startsWith('compact')) return this.#compactDate(style) ? 1 : 0;
    const lexer = this.#lexer;
    const named = style.startsWith('named');
    if (named !== lexer.month > 0 || lexer.count < (named ? 2 : 3)) return 0;
    if (lexer.hourAt !== -1 && lexer.hourAt < (named ? 2 : 3)) return 0;
    const [a = 0, b = 0, c = 0] = lexer.numbers;
    switch (style) {
      case 'ymd':
        return this.#civil(a, 0, b, c, 1, 2) ? 3 : 0;
      case 'mdy':
        return this.#civil(c, 2, a, b, 0, 1) ? 3 : 0;
      case 'dmy':
        return this.#civil(c, 2, b, a, 1, 0) ? 3 : 0;
      case 'named_dmy':
        return lexer.monthAt === 1 && this.#civil(b, 1, lexer.month, a, -1, 0) ? 2 : 0;
      case 'named_mdy':
        return lexer.monthAt === 0 && this.#civil(b, 1, lexer.month, a, -1, 0) ? 2 : 0;
      case 'named_ymd':
        return lexer.monthAt === 1 && this.#civil(a, 0, lexer.month, b, -1, 1) ? 2 : 0;
      default:
        return 0;
    }
  }

  /** The indices say which numbers were written, so that `2013` is no day and `7` no year. */
  #civil(year: number, yearAt: number, month: number, day: number, monthAt: number, dayAt: number): boolean {
    const { digits } = this.#lexer;
    const yearDigits = digits[yearAt] ?? 0;
    if (yearDigits !== 4 && yearDigits !== 2) return false;
    if ((digits[dayAt] ?? 0) > 2 || (monthAt >= 0 && (digits[monthAt] ?? 0) > 2)) return false;
    return this.#setDay(yearDigits === 2 ? fullYear(year) : year, month, day);
  }

  #compactDate(style: DateStyle): boolean {
    const { numbers, digits, month, hourAt } = this.#lexer;
    if (month !== 0 || hourAt === 0) return false;
    const value = numbers[0] ?? 0;
    const length = digits[0] ?? 0;
    if (style === 'compact_ymd' && (length === 12 || length === 14) && this.#lexer.count === 1) {
      const clock = 10 ** (length - 8);
      const date = Math.floor(value / clock);
      return this.#yearFirst(date) && this.#compactClock(value % clock, length - 8);
    }
    if (length !== 8 && length !== 6) return false;
    const short = length === 6;
    const year = (part: number): number => (short ? fullYear(part) : part);
    const century = short ? 100 : 10_000;
    if (style === 'compact_ymd') {
      return this.#yearFirst(
        short ? value + (fullYear(Math.floor(value / 10_000)) - Math.floor(value / 10_000)) * 10_000 : value,
      );
    }
    const front = Math.floor(value / century);
    const [first, second] = [Math.floor(front / 100), front % 100];
    return style === 'compact_mdy'
      ? this.#setDay(year(value % century), first, second)
      : this.#setDay(year(value % century), second, first);
  }

  #yearFirst(value: number): boolean {
    return this.#setDay(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
  }

  #setDay(year: number, month: number, day: number): boolean {
    if (year < EARLIEST_YEAR || year >= LATEST_YEAR || month < 1 || month > 12 || day < 1) return false;
    if (day > (MONTH_DAYS[month - 1] ?? 0) || (month === 2 && day === 29 && !isLeap(year))) return false;
    this.day = dayNumberOf(year, month, day);
    return true;
  }

  /** The numbers from the given one on: hour, minute, second and fraction, or all of it without colons. */
  #clock(from: number): boolean {
    const { numbers, digits, count, fractionAt, half } = this.#lexer;
    const parts = (fractionAt === -1 ? count : fractionAt) - from;
    if (parts === 0) return half === '' && fractionAt === -1;
    this.hasClock = true;
    if (parts === 1 && half === '') return this.#compactClock(numbers[from] ?? 0, digits[from] ?? 0);
    if (parts > 3 || count > from + parts + 1) return false;
    const hour = hourOf(numbers[from] ?? 0, half);
    const minute = parts > 1 ? (numbers[from + 1] ?? 0) : 0;
    const second = parts > 2 ? (numbers[from + 2] ?? 0) : 0;
    if (hour < 0 || hour > 24 || minute > 59 || second > 59) return false;
    const fraction = fractionAt === -1 ? 0 : (numbers[fractionAt] ?? 0) / 10 ** (digits[fractionAt] ?? 0);
    const time =
      hour * MILLISECONDS_PER_HOUR + minute * MILLISECONDS_PER_MINUTE + (second + fraction) * 1_000;
    return this.#set(Math.round(time));
  }

  /** `930`, `1600`, `93000`, `160000`; two digits and less are an hour. */
  #compactClock(value: number, length: number): boolean {
    this.hasClock = true;
    const [hour, minute, second] =
      length <= 2
        ? [value, 0, 0]
        : length <= 4
          ? [Math.floor(value / 100), value % 100, 0]
          : [Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100];
    if (length > 6 || hour > 24 || minute > 59 || second > 59) return false;
    return this.#set((hour * 60 + minute) * MILLISECONDS_PER_MINUTE + second * 1_000);
  }

  /** `24:00` is the midnight that ends the day. */
  #set(time: number): boolean {
    if (time > MILLISECONDS_PER_DAY) return false;
    const ends = time === MILLISECONDS_PER_DAY;
    if (ends) this.day += 1;
    this.time = ends ? 0 : time;
    return true;
  }
}

function hourOf(hour: number, half: '' | 'am' | 'pm'): number {
  if (half === '') return hour;
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

function fullYear(twoDigits: number): number {
  return twoDigits + (twoDigits < CENTURY_PIVOT ? 2_000 : 1_900);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
