import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
  type Bar,
  type SessionPhase,
} from '../../../shared/domain/bar.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { BarSeries } from './bar-series.ts';
import type { ViewRows } from './view-rows.ts';

/** Which bars of a series: bounds on the bar's start, both inclusive; then the last so many of them. */
export interface BarsQuery {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly last?: number;
  /** Adds the forming bar at the end, where one forms. Default false. */
  readonly includeForming?: boolean;
  /** `regular` (default) leaves pre-market and post-market bars out; `all` shows those that are held. */
  readonly hours?: 'regular' | 'all';
  /**
   * `forward` shows a bar for every interval in which nothing traded: the last close in all four prices, no volume,
   * marked as filled. Nothing of that is stored. Before the first bar that is held there is nothing to fill with.
   */
  readonly fill?: 'forward';
}

/** One bar of a view as a value. */
export interface ViewedBar extends Bar {
  /** The part of the trading day that it belongs to. */
  readonly phase: SessionPhase;
  /** True where nothing traded and the last close is shown. */
  readonly filled: boolean;
}

/** What a view needs to know of bars besides their records. */
export interface BarTimes {
  /** End of the bar that starts at an instant. */
  endOf(start: number): number;
  phaseOf(start: number): SessionPhase;
}

/** Where a view's bars are. */
export interface ViewSource {
  readonly regular: BarSeries | undefined;
  readonly extended?: BarSeries | undefined;
  /** What stands in each row, or the place in the regular series of the first of an unbroken run. */
  readonly rows: ViewRows | number;
  readonly closedLength: number;
  /** Record of the forming bar, shown last. */
  readonly forming?: { readonly bars: Float64Array; readonly at: number } | undefined;
}

/**
 * Bars oldest first, read in place: field(i) costs a look-up, and no object is made
 * for a bar unless `at` is called. A view shows the series as it is: use it
 * before the next bar comes, or take `records()`.
 */
export class BarView implements Iterable<ViewedBar> {
  readonly length: number;
  readonly #first: number;
  readonly #rows: ViewRows | undefined;

  constructor(
    private readonly source: ViewSource,
    private readonly times: BarTimes,
  ) {
    const { closedLength, forming, rows } = source;
    this.length = closedLength + (forming === undefined ? 0 : 1);
    this.#first = typeof rows === 'number' ? rows : 0;
    this.#rows = typeof rows === 'number' ? undefined : rows;
  }

  start(index: number): EpochMs {
    return epochMs(this.#field(index, BAR_START));
  }

  end(index: number): EpochMs {
    return epochMs(this.times.endOf(this.#field(index, BAR_START)));
  }

  open(index: number): number {
    return this.#field(index, BAR_OPEN);
  }

  high(index: number): number {
    return this.#field(index, BAR_HIGH);
  }

  low(index: number): number {
    return this.#field(index, BAR_LOW);
  }

  close(index: number): number {
    return this.#field(index, BAR_CLOSE);
  }

  volume(index: number): number {
    return this.#field(index, BAR_VOLUME);
  }

  /** Pre-market, regular hours or post-market. */
  phase(index: number): SessionPhase {
    return this.times.phaseOf(this.#field(index, BAR_START));
  }

  /** True where nothing traded and the last close is shown. */
  filled(index: number): boolean {
    return index < this.source.closedLength && this.#rows?.isFilled(index) === true;
  }

  /** False for the forming bar. */
  closed(index: number): boolean {
    return index < this.source.closedLength;
  }

  /** One bar as a value. Throws RangeError outside of 0 <= index < length. */
  at(index: number): ViewedBar {
    return {
      start: this.start(index),
      end: this.end(index),
      open: this.open(index),
      high: this.high(index),
      low: this.low(index),
      close: this.close(index),
      volume: this.volume(index),
      phase: this.phase(index),
      filled: this.filled(index),
    };
  }

  *[Symbol.iterator](): Iterator<ViewedBar> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }

  /** The bars as records of BAR_STRIDE doubles in a buffer of their own. */
  records(): Float64Array {
    const records = new Float64Array(this.length * BAR_STRIDE);
    for (let index = 0; index < this.length; index += 1) {
      for (let field = 0; field < BAR_STRIDE; field += 1) {
        records[index * BAR_STRIDE + field] = this.#field(index, field);
      }
    }
    return records;
  }

  #field(index: number, field: number): number {
    if (index < 0 || index >= this.length) throw new RangeError(`Bar ${index} of ${this.length}`);
    const { closedLength, extended, forming, regular } = this.source;
    if (index === closedLength && forming !== undefined) return fieldAt(forming.bars, forming.at + field);
    const rows = this.#rows;
    if (rows === undefined) return valueIn(regular, this.#first + index, field);
    const series = rows.isExtended(index) ? extended : regular;
    if (!rows.isFilled(index)) return valueIn(series, rows.placeOf(index), field);
    if (field === BAR_START) return rows.starts[index] ?? Number.NaN;
    return field === BAR_VOLUME ? 0 : valueIn(series, rows.placeOf(index), BAR_CLOSE);
  }
}

function valueIn(series: BarSeries | undefined, place: number, field: number): number {
  return series === undefined ? Number.NaN : fieldAt(series.data, series.offsetOf(place) + field);
}

function fieldAt(records: Float64Array, at: number): number {
  return records[at] ?? Number.NaN;
}
