import { INTERVAL_COUNT, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { grownInt32 } from './column.ts';

/** Which intervals of each symbol are folded from its stream, and which interval that stream has. */
export class FoldPlan {
  /** Per symbol: bit i is set where interval i is derived. */
  #derived: Int32Array = new Int32Array(0);
  /** Per symbol: number of the interval that streams. */
  #base: Int32Array = new Int32Array(0);

  ensureSize(size: number): void {
    this.#derived = grownInt32(this.#derived, size);
    this.#base = grownInt32(this.#base, size);
  }

  set(symbolIndex: number, base: Interval, intervals: readonly Interval[]): void {
    let mask = 0;
    for (const interval of intervals) mask |= 1 << intervalIndex(interval);
    this.#base[symbolIndex] = intervalIndex(base);
    this.#derived[symbolIndex] = mask;
  }

  /** True where any interval of the symbol is derived. */
  derivesAny(symbolIndex: number): boolean {
    return this.#derived[symbolIndex] !== 0;
  }

  derives(symbolIndex: number, index: number): boolean {
    return ((this.#derived[symbolIndex] ?? 0) & (1 << index)) !== 0;
  }

  /** Number of the first interval after `index` that is folded from bars of `base`; -1 after the last, and for another base. */
  next(symbolIndex: number, base: number, index: number): number {
    if (this.#base[symbolIndex] !== base) return -1;
    const mask = this.#derived[symbolIndex] ?? 0;
    for (let coarser = index + 1; coarser < INTERVAL_COUNT; coarser += 1) {
      if ((mask & (1 << coarser)) !== 0) return coarser;
    }
    return -1;
  }
}
