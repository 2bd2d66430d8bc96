import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';

/** Closes of the newest SPARK_BARS bars of every symbol, in one slab: a bar that comes in allocates nothing. */
export class SparkSlab {
  #closes = new Float64Array(0);
  /** Closes noted so far, by symbol index; the newest lies before `noted % SPARK_BARS`. */
  #noted = new Uint32Array(0);
  /** Those of them that are of the present session. */
  #ofSession = new Uint32Array(0);
  /** 1 + the index of the interval of a symbol's closes; 0 before the first. */
  #kinds = new Uint8Array(0);

  /** Makes room for symbol indexes below `count`. */
  ensureSize(count: number): void {
    if (count <= this.#noted.length) return;
    const size = Math.max(count, 2 * this.#noted.length);
    const closes = new Float64Array(size * SPARK_BARS);
    closes.set(this.#closes);
    const noted = new Uint32Array(size);
    noted.set(this.#noted);
    const ofSession = new Uint32Array(size);
    ofSession.set(this.#ofSession);
    const kinds = new Uint8Array(size);
    kinds.set(this.#kinds);
    [this.#closes, this.#noted, this.#ofSession, this.#kinds] = [closes, noted, ofSession, kinds];
  }

  /** Takes the close of a newer bar. */
  note(index: number, close: number): void {
    const noted = this.#noted[index] ?? 0;
    this.#closes[index * SPARK_BARS + (noted % SPARK_BARS)] = close;
    this.#noted[index] = noted + 1;
    this.#ofSession[index] = (this.#ofSession[index] ?? 0) + 1;
  }

  /** A new session follows: its closes join those of the one before it, and of no earlier one. */
  beginSession(): void {
    for (let index = 0; index < this.#noted.length; index += 1) {
      if (this.#ofSession[index] === 0) this.#noted[index] = 0;
    }
    this.#ofSession.fill(0);
  }

  /** Closes that follow are of bars of that interval: those of another one are let go. */
  setKind(index: number, intervalIndex: number): void {
    if (this.#kinds[index] === 1 + intervalIndex) return;
    this.#kinds[index] = 1 + intervalIndex;
    this.clear(index);
  }

  /** The session's closes so far follow in one piece: what was noted of it is let go, the session before stays. */
  restartSession(index: number): void {
    if (this.#ofSession[index] !== 0) this.clear(index);
  }

  /** Closes that are there of a symbol, at most SPARK_BARS. */
  countOf(index: number): number {
    return Math.min(SPARK_BARS, this.#noted[index] ?? 0);
  }

  clear(index: number): void {
    this.#noted[index] = 0;
    this.#ofSession[index] = 0;
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
