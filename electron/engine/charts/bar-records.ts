import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { grownFloat64 } from '../session-data/column.ts';

/** Bars one after the other as records of BAR_STRIDE doubles, strictly ascending by start; memory grows with them. */
export class BarRecords {
  #data: Float64Array = new Float64Array(0);
  #length = 0;

  /** Bars. */
  get length(): number {
    return this.#length;
  }

  /** Bar i begins at i x BAR_STRIDE. Replaced when it grows: read it anew after each change. */
  get data(): Float64Array {
    return this.#data;
  }

  /** Start of the newest bar; -Infinity where there is none. */
  get lastStart(): number {
    return this.#length === 0 ? Number.NEGATIVE_INFINITY : this.startOf(this.#length - 1);
  }

  /** Start of the i-th bar; NaN outside of 0 <= i < length. */
  startOf(index: number): number {
    return index < this.#length ? (this.#data[index * BAR_STRIDE + BAR_START] ?? Number.NaN) : Number.NaN;
  }

  /** Adds the record at `at` of `bars`, which is later than all others. */
  append(bars: Float64Array, at: number): void {
    const to = this.#length * BAR_STRIDE;
    this.#data = grownFloat64(this.#data, to + BAR_STRIDE, Number.NaN);
    for (let field = 0; field < BAR_STRIDE; field += 1)
      this.#data[to + field] = bars[at + field] ?? Number.NaN;
    this.#length += 1;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Lets the oldest bars go. */
  dropFront(count: number): void {
    this.#data.copyWithin(0, count * BAR_STRIDE, this.#length * BAR_STRIDE);
    this.#length -= count;
  }

  /** Index of the first bar with start >= the given one; `length` where none is. */
  indexFrom(start: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.startOf(middle) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
