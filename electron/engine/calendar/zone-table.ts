import {
  type EpochMs,
  epochMs,
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_MINUTE,
} from '../../../shared/domain/time.ts';
import { dayNumberOf, weekdayOf } from './civil-date.ts';
import type { ZoneChange, ZoneRules } from './zone-rules.ts';

/**
 * UTC offsets of one zone by integer arithmetic on a table of transitions. The last
 * stretch looked up is remembered, so that neighbouring instants cost two comparisons.
 */
export class ZoneTable {
  readonly zone: string;
  readonly #years: string;
  /** Starts of the stretches of one offset, ascending; the last entry is the end of the table. */
  readonly #starts: Float64Array;
  /** Offset in ms of each stretch. */
  readonly #offsets: Float64Array;
  #from = 0;
  #until = 0;
  #offset = 0;

  constructor(rules: ZoneRules) {
    this.zone = rules.zone;
    this.#years = `${rules.firstYear}-${rules.lastYear}`;
    const stretches = stretchesOf(rules);
    this.#offsets = Float64Array.from(stretches, (stretch) => stretch.offset);
    this.#starts = new Float64Array(stretches.length + 1);
    stretches.forEach((stretch, i) => {
      this.#starts[i] = stretch.start;
    });
    this.#starts[stretches.length] = startOfYear(rules.lastYear + 1) - (stretches.at(-1)?.offset ?? 0);
  }

  /** The smallest offset of the table in ms: standard time. */
  get standardOffset(): number {
    return this.#offsets.reduce((least, offset) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  }

  /** Local time minus UTC in ms. Throws RangeError outside the years of the rules. */
  offsetAt(instant: number): number {
    // Written so that NaN is looked up, and refused.
    if (!(instant >= this.#from && instant < this.#until)) this.#seek(instant);
    return this.#offset;
  }

  /**
   * The instant at which the wall shows a local time, given in ms as if it were UTC.
   * A time that summer time skips is moved forward by the skipped hour; of a time that
   * happens twice the first is meant. Throws RangeError outside the years of the rules.
   */
  instantOfLocal(local: number): EpochMs {
    // Transitions lie months apart: a day before and a day after see at most one.
    const before = local - this.offsetAt(local - MILLISECONDS_PER_DAY);
    if (before + this.offsetAt(before) === local) return epochMs(before);
    const after = local - this.offsetAt(local + MILLISECONDS_PER_DAY);
    return epochMs(after + this.offsetAt(after) === local ? after : before);
  }

  #seek(instant: number): void {
    const starts = this.#starts;
    const first = starts[0] ?? Number.NaN;
    const end = starts[starts.length - 1] ?? Number.NaN;
    if (!(instant >= first && instant < end)) {
      throw new RangeError(`The zone table of ${this.zone} covers ${this.#years}; got instant ${instant}`);
    }
    let low = 0;
    let high = starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Number.NaN) <= instant) low = middle;
      else high = middle;
    }
    this.#from = starts[low] ?? Number.NaN;
    this.#until = starts[high] ?? Number.NaN;
    this.#offset = this.#offsets[low] ?? Number.NaN;
  }
}

interface Stretch {
  readonly start: number;
  readonly offset: number;
}

function stretchesOf(rules: ZoneRules): Stretch[] {
  let offset = rules.initialOffsetMinutes * MILLISECONDS_PER_MINUTE;
  const stretches: Stretch[] = [{ start: startOfYear(rules.firstYear) - offset, offset }];
  for (let year = rules.firstYear; year <= rules.lastYear; year += 1) {
    const changes = rules.changes
      .filter((change) => change.fromYear <= year && year <= change.toYear)
      .toSorted((a, b) => a.month - b.month);
    for (const change of changes) {
      const local =
        dayOfChange(change, year) * MILLISECONDS_PER_DAY + change.minutes * MILLISECONDS_PER_MINUTE;
      const start = change.clock === 'utc' ? local : local - offset;
      offset = change.offsetMinutes * MILLISECONDS_PER_MINUTE;
      stretches.push({ start, offset });
    }
  }
  return stretches;
}

function dayOfChange(change: ZoneChange, year: number): number {
  if (change.occurrence === 'last') {
    const lastDay = dayNumberOf(change.month === 12 ? year + 1 : year, (change.month % 12) + 1, 1) - 1;
    return lastDay - ((weekdayOf(lastDay) - change.weekday + 7) % 7);
  }
  const firstDay = dayNumberOf(year, change.month, 1);
  return firstDay + ((change.weekday - weekdayOf(firstDay) + 7) % 7) + 7 * (change.occurrence - 1);
}

function startOfYear(year: number): number {
  return dayNumberOf(year, 1, 1) * MILLISECONDS_PER_DAY;
}
