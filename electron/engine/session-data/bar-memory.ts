import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { grownFloat64 } from './column.ts';

const PAGE_BYTES = 65_536;
const PAGE_DOUBLES = PAGE_BYTES / Float64Array.BYTES_PER_ELEMENT;
/** 4 GB: reserved, not taken. */
const MOST_PAGES = 65_536;
/** Up to so many doubles (2 MB) a slab is an ordinary array. */
const MOST_COPIED = 262_144;
/** A large slab grows by at least so much (1 MB). */
const STEP_PAGES = 16;
const FIRST_BARS = 1_024;

/**
 * The doubles that bars lie in. A small slab is an array that is copied when it grows; a large one is a memory of
 * WebAssembly, which grows in place: a market that is loaded is not copied again and again, and no part of it is kept
 * empty for more.
 */
export class BarMemory {
  /** Replaced when it grows; what it was before shows the same bars as far as it goes, or is no longer written to. */
  doubles: Float64Array = new Float64Array(FIRST_BARS * BAR_STRIDE);
  #memory: WebAssembly.Memory | undefined;

  /** Makes room for so many doubles. Throws RangeError beyond 4 GB. */
  ensureLength(length: number): void {
    if (length <= this.doubles.length) return;
    if (length <= MOST_COPIED) this.doubles = grownFloat64(this.doubles, length, 0);
    else this.#growInPlace(length);
  }

  #growInPlace(length: number): void {
    const missing = Math.ceil(
      (length - (this.#memory === undefined ? 0 : this.doubles.length)) / PAGE_DOUBLES,
    );
    if (this.#memory === undefined) {
      this.#memory = new WebAssembly.Memory({ initial: missing, maximum: MOST_PAGES, shared: true });
      const larger = new Float64Array(this.#memory.buffer);
      larger.set(this.doubles);
      this.doubles = larger;
    } else {
      const held = this.doubles.length / PAGE_DOUBLES;
      this.#memory.grow(Math.max(missing, Math.min(STEP_PAGES, MOST_PAGES - held)));
      this.doubles = new Float64Array(this.#memory.buffer);
    }
  }

  /** Bytes of WebAssembly's memory, which the process does not count among its arrays. */
  get bytesOutside(): number {
    return this.#memory === undefined ? 0 : this.doubles.byteLength;
  }
}
