const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Hours east of Greenwich of the zone names that mean one offset. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};
const LONGEST_STAMP = 64;
const MOST_NUMBERS = 9;
const MINUTE = 60_000;

/**
 * Takes a stamp apart: its numbers, with their count of digits, the name of a month, AM or PM, an offset from UTC.
 * What a number means is not decided here. Reused from row to row; allocates only where there are letters.
 */
export class StampLexer {
  readonly numbers = new Float64Array(MOST_NUMBERS);
  /** Digits of each number as written. */
  readonly digits = new Int32Array(MOST_NUMBERS);
  count = 0;
  /** 1..12, or 0 where no month is named. */
  month = 0;
  /** How many numbers came before the month's name. */
  monthAt = 0;
  /** 12-hour clock: 'am', 'pm' or ''. */
  half: '' | 'am' | 'pm' = '';
  /** Local time minus UTC in ms; NaN where the stamp says none. */
  offset = Number.NaN;
  /** Index of the number that is a fraction of a second; -1 for none. */
  fractionAt = -1;
  /** Index of the first number that a colon follows: the hour; -1 for none. */
  hourAt = -1;

  /** False where it holds anything that no stamp does. */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.count = 0;
    this.month = 0;
    this.half = '';
    this.offset = Number.NaN;
    this.fractionAt = -1;
    this.hourAt = -1;
    if (end <= start || end - start > LONGEST_STAMP) return false;
    let at = start;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (isDigit(byte)) at = this.#number(bytes, at, end);
      else if (isLetter(byte)) at = this.#word(bytes, at, end);
      else at = this.#mark(bytes, byte, at, end);
      if (at === -1) return false;
    }
    return this.count > 0;
  }

  #number(bytes: Buffer, from: number, end: number): number {
    let value = 0;
    let at = from;
    for (; at < end; at += 1) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (this.count === MOST_NUMBERS) return -1;
    this.numbers[this.count] = value;
    this.digits[this.count] = at - from;
    this.count += 1;
    return at;
  }

  #mark(bytes: Buffer, byte: number, at: number, end: number): number {
    switch (byte) {
      case 0x3a: // :
        if (this.hourAt === -1) this.hourAt = this.count - 1;
        return this.count === 0 ? -1 : at + 1;
      case 0x2b: // +
        return this.hourAt === -1 ? -1 : this.#offset(bytes, at, end, 1);
      case 0x2d: // -
        return this.#saysOffset(bytes, at, end) ? this.#offset(bytes, at, end, -1) : at + 1;
      case 0x2e: // .
      case 0x2c: // ,
        // After hour, minute and second.
        if (this.hourAt !== -1 && this.count === this.hourAt + 3 && isDigit(bytes[at - 1] ?? 0)) {
          this.fractionAt = this.count;
        }
        return at + 1;
      case 0x20:
      case 0x2f: // /
      case 0x5f: // _
        return at + 1;
      default:
        return -1;
    }
  }

  /** A minus right after a clock time: before it, a dash only parts. */
  #saysOffset(bytes: Buffer, at: number, end: number): boolean {
    if (this.hourAt === -1 || this.count < this.hourAt + 2) return false;
    return isDigit(bytes[at + 1] ?? 0) && end - at >= 3;
  }

  /** `+05:30`, `-0500`, `-05` at the end of the stamp. */
  #offset(bytes: Buffer, sign: number, end: number, factor: number): number {
    const text = bytes.toString('latin1', sign + 1, end).trim();
    const match = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text);
    if (match === null) return -1;
    const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
    if (minutes > 14 * 60) return -1;
    this.offset = factor * minutes * MINUTE;
    return end;
  }

  #word(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isLetter(bytes[at] ?? 0)) at += 1;
    return this.#know(bytes.toString('latin1', from, at).toLowerCase()) ? at : -1;
  }

  #know(word: string): boolean {
    if (word === 't') return true;
    if (word === 'am' || word === 'pm') {
      this.half = word;
      return true;
    }
    const zone = ZONES[word];
    if (zone !== undefined && Object.hasOwn(ZONES, word)) {
      this.offset = zone * 60 * MINUTE;
      return true;
    }
    if (word.length < 3) return ['st', 'nd', 'rd', 'th'].includes(word);
    const month = MONTHS.indexOf(word.slice(0, 3));
    if (month !== -1 && isName(word, MONTH_NAMES)) {
      if (this.month !== 0) return false;
      this.month = month + 1;
      this.monthAt = this.count;
      return true;
    }
    return WEEKDAYS.includes(word.slice(0, 3)) && isName(word, WEEKDAY_NAMES);
  }
}

const MONTH_NAMES =
  'january february march april may june july august september october november december sept'.split(' ');
const WEEKDAY_NAMES = 'sunday monday tuesday wednesday thursday friday saturday tues thur thurs'.split(' ');

/** The name itself, or its first letters. */
function isName(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.startsWith(word));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
