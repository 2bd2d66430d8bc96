import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';

/** Closes of the newest SPARK_BARS bars of every symbol, in one slab: a bar that comes in allocates nothing. */
export class SparkSlab {
  #closes = new Float64Array(0);
  /** Closes noted so far, by symbol index; the newest lies before `noted % SPARK_BARS`. */
  #noted = new Uint32Array(0);

  /** Makes room for symbol indexes below `count`. */
  ensureSize(count: number): void {
    if (count <= this.#noted.length) return;
    const size = Math.max(count, 2 * this.#noted.length);
    const closes = new Float64Array(size * SPARK_BARS);
    closes.set(this.#closes);
    const noted = new Uint32Array(size);
    noted.set(this.#noted);
    [this.#closes, this.#noted] = [closes, noted];
  }

  /** Takes the close of a newer bar. */
  note(index: number, close: number): void {
    const noted = this.#noted[index] ?? 0;
    this.#closes[index * SPARK_BARS + (noted % SPARK_BARS)] = close;
    this.#noted[index] = noted + 1;
  }

  /** Closes that are there of a symbol, at most SPARK_BARS. */
  countOf(index: number): number {
    return Math.min(SPARK_BARS, this.#noted[index] ?? 0);
  }

  clear(index: number): void {
    this.#noted[index] = 0;
  }

  /** Prices after a split. */
  rescale(index: number, factor: number): void {
    const base = index * SPARK_BARS;
    for (let at = base; at < base + this.countOf(index); at += 1) {
      this.#closes[at] = (this.#closes[at] ?? Number.NaN) * factor;
    }
  }

  /** Writes a symbol's closes to the end of the SPARK_BARS places at `at`, oldest first; what is in front stays. */
  copyTo(index: number, target: Float64Array, at: number): void {
    const count = this.countOf(index);
    const noted = this.#noted[index] ?? 0;
    for (let back = 1; back <= count; back += 1) {
      target[at + SPARK_BARS - back] =
        this.#closes[index * SPARK_BARS + ((noted - back) % SPARK_BARS)] ?? Number.NaN;
    }
  }
}
