import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
  type Bar,
} from '../../../shared/domain/bar.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { BarSeries } from './bar-series.ts';

/** Which bars of a series: bounds on the bar's start, both inclusive; then the last so many of them. */
export interface BarsQuery {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly last?: number;
  /** Adds the forming bar at the end, where one forms. Default false. */
  readonly includeForming?: boolean;
  /** `regular` (default) leaves pre-market and post-market bars out. */
  readonly hours?: 'regular' | 'all';
}

/**
 * Bars oldest first, read in place: field(i) costs a look-up, and no object is made
 * for a bar unless `at` is called. A view shows the series as it is: use it
 * before the next bar comes, or take `records()`.
 */
export class BarView implements Iterable<Bar> {
  /**
   * @param rows index in the series of each bar shown, or the first of a run of `length`.
   * @param endOf end of the bar that starts at an instant.
   * @param forming record of the forming bar, shown last.
   */
  constructor(
    private readonly series: BarSeries | undefined,
    private readonly rows: Int32Array | number,
    private readonly closedLength: number,
    private readonly endOf: (start: number) => number,
    private readonly forming?: { readonly bars: Float64Array; readonly at: number },
  ) {}

  get length(): number {
    return this.closedLength + (this.forming === undefined ? 0 : 1);
  }

  start(index: number): EpochMs {
    return epochMs(this.#field(index, BAR_START));
  }

  end(index: number): EpochMs {
    return epochMs(this.endOf(this.#field(index, BAR_START)));
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

  /** False for the forming bar. */
  closed(index: number): boolean {
    return index < this.closedLength;
  }

  /** One bar as a value. Throws RangeError outside of 0 <= index < length. */
  at(index: number): Bar {
    return {
      start: this.start(index),
      end: this.end(index),
      open: this.open(index),
      high: this.high(index),
      low: this.low(index),
      close: this.close(index),
      volume: this.volume(index),
    };
  }

  *[Symbol.iterator](): Iterator<Bar> {
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
    if (index === this.closedLength && this.forming !== undefined) {
      return this.forming.bars[this.forming.at + field] ?? Number.NaN;
    }
    const row = typeof this.rows === 'number' ? this.rows + index : (this.rows[index] ?? -1);
    return this.series?.data[this.series.offsetOf(row) + field] ?? Number.NaN;
  }
}
