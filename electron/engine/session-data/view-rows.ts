import type { Interval } from '../../../shared/domain/interval.ts';
import { intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { Calendar } from '../calendar/contract.ts';
import type { BarSeries } from './bar-series.ts';

/** A row of a view in one number: the bar's place in its series, and what it is. */
const PLACES = 4;
const EXTENDED = 1;
const FILLED = 2;

/** Bars of a series from `first` to before `end`. */
export interface SeriesRange {
  readonly series: BarSeries;
  readonly first: number;
  readonly end: number;
}

/** What stands in each row of a view of several series, or of one with its empty intervals filled. */
export class ViewRows {
  /**
   * @param codes of each row: its bar, or the bar before it where nothing traded.
   * @param starts of each row.
   */
  constructor(
    private readonly codes: Int32Array,
    readonly starts: Float64Array,
  ) {}

  get length(): number {
    return this.codes.length;
  }

  placeOf(row: number): number {
    return Math.floor((this.codes[row] ?? 0) / PLACES);
  }

  isExtended(row: number): boolean {
    return ((this.codes[row] ?? 0) & EXTENDED) !== 0;
  }

  /** True where nothing traded: the row repeats the last close. */
  isFilled(row: number): boolean {
    return ((this.codes[row] ?? 0) & FILLED) !== 0;
  }

  /** The rows from `first` to before `end`. */
  slice(first: number, end: number): ViewRows {
    return new ViewRows(this.codes.subarray(first, end), this.starts.subarray(first, end));
  }

  /** Index of the first row with start >= the given one. */
  indexFrom(start: number): number {
    const row = this.starts.findIndex((each) => each >= start);
    return row < 0 ? this.length : row;
  }
}

/** Bars of regular hours and those around them, by start. */
export function mergedRows(regular: SeriesRange, extended: SeriesRange | undefined): ViewRows {
  const outside = extended === undefined ? 0 : extended.end - extended.first;
  const count = regular.end - regular.first + outside;
  const [codes, starts] = [new Int32Array(count), new Float64Array(count)];
  let place = regular.first;
  let outsidePlace = extended?.first ?? 0;
  for (let row = 0; row < count; row += 1) {
    const own = place < regular.end ? regular.series.startOf(place) : Number.POSITIVE_INFINITY;
    const other =
      extended !== undefined && outsidePlace < extended.end
        ? extended.series.startOf(outsidePlace)
        : Number.POSITIVE_INFINITY;
    starts[row] = Math.min(own, other);
    codes[row] = own <= other ? place * PLACES : outsidePlace * PLACES + EXTENDED;
    if (own <= other) place += 1;
    else outsidePlace += 1;
  }
  return new ViewRows(codes, starts);
}

/** The same rows with every empty interval between them, and after them as long as it has ended by `until`, filled. */
export function filledRows(rows: ViewRows, spans: Spans, until: number): ViewRows {
  const codes: number[] = [];
  const starts: number[] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const code = rows.placeOf(row) * PLACES + (rows.isExtended(row) ? EXTENDED : 0);
    const start = rows.starts[row] ?? Number.NaN;
    const following = rows.starts[row + 1] ?? Number.POSITIVE_INFINITY;
    codes.push(code);
    starts.push(start);
    for (
      let empty = spans.next(start);
      empty < following && spans.endOf(empty) <= until;
      empty = spans.next(empty)
    ) {
      codes.push(code + FILLED);
      starts.push(empty);
    }
  }
  return new ViewRows(Int32Array.from(codes), Float64Array.from(starts));
}

/** The intervals of a calendar one after the other, in regular hours or in all. */
export class Spans {
  readonly #index: number;

  constructor(
    private readonly calendar: Calendar,
    private readonly interval: Interval,
    private readonly hours: 'regular' | 'all',
  ) {
    this.#index = intervalIndex(interval);
  }

  endOf(start: number): number {
    return this.calendar.spanEnd(this.#index, start);
  }

  /** Start of the interval after the one that starts then; Infinity past the calendar's end. */
  next(start: number): number {
    const end = this.endOf(start);
    const phase = this.calendar.phaseAt(epochMs(end));
    const goesOn = this.hours === 'all' ? phase !== 'closed' : phase === 'regular';
    if (isIntraday(this.interval) && goesOn) return end;
    const session = this.calendar.nextSession(this.calendar.dateOf(epochMs(end - 1)));
    if (session === undefined) return Number.POSITIVE_INFINITY;
    return isIntraday(this.interval) && this.hours === 'all' ? session.preOpen : session.open;
  }
}
