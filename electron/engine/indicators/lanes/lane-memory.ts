import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { DOUBLE_BYTES, ROW_BYTES } from './lane-layout.ts';

const PAGE_BYTES = 65_536;
/** 4 GB: all that a 32-bit address reaches. Reserved, not taken. */
export const MOST_PAGES = 65_536;
/** Memory grows by at least so much. */
const STEP_PAGES = 16;

/** A constant stands there twice, for code that takes two lanes at once. */
const CONSTANT_BYTES = 2 * DOUBLE_BYTES;
const CONSTANTS_BYTES = 16_384;

/** Where things stand that all code shares: a bar for a preview, constants, previews. Address 0 is never a lane. */
export const BAR_AT = 0;
const CONSTANTS_AT = BAR_AT + ROW_BYTES;
/** Where previews are written: room for any number of outputs that one series has. */
export const PREVIEW_AT = CONSTANTS_AT + CONSTANTS_BYTES;
const PREVIEW_BYTES = 16_384;
const FIRST_FREE = PREVIEW_AT + PREVIEW_BYTES;

/**
 * The memory in which the indicators of a manager live: states in lanes, latest values in columns. One piece that
 * grows in place: arrays over it stay valid, and see no more than what there was when they were made.
 */
export class LaneMemory {
  readonly memory = new WebAssembly.Memory({
    initial: Math.ceil(FIRST_FREE / PAGE_BYTES),
    maximum: MOST_PAGES,
    shared: true,
  });
  #doubles = new Float64Array(this.memory.buffer);
  #integers = new Int32Array(this.memory.buffer);
  readonly #bar = new Float64Array(this.memory.buffer, BAR_AT, BAR_STRIDE);
  #next = FIRST_FREE;
  /** Size of each region that was given back, by its address. Neighbours are one region. */
  readonly #free = new Map<number, number>();
  /** The same by the address behind it: its address. */
  readonly #freeBefore = new Map<number, number>();
  readonly #constants = new Map<number, number>();

  /** All of the memory as doubles: fetch it anew after whatever may have taken memory. */
  get doubles(): Float64Array {
    return this.#doubles;
  }

  get bytes(): number {
    return this.#doubles.byteLength;
  }

  /** The same as 32-bit integers. */
  get integers(): Int32Array {
    return this.#integers;
  }

  /** Address of so many bytes, at the start of a cache line. Throws RangeError where there is no memory left. */
  allocate(bytes: number): number {
    const size = roundedUp(bytes);
    const reused = this.#takeFree(size);
    if (reused !== undefined) return reused;
    const address = this.#next;
    const missing = Math.ceil((address + size) / PAGE_BYTES) - this.#doubles.byteLength / PAGE_BYTES;
    if (missing > 0) this.#grow(missing);
    this.#next = address + size;
    return address;
  }

  /** The beginning of the smallest free region that has room; what is left of it stays free. Undefined where there is none. */
  #takeFree(size: number): number | undefined {
    let [found, smallest] = [-1, Number.POSITIVE_INFINITY];
    for (const [address, held] of this.#free) {
      if (held >= size && held < smallest) [found, smallest] = [address, held];
    }
    if (found < 0) return undefined;
    this.#removeFree(found, smallest);
    if (smallest > size) this.#addFree(found + size, smallest - size);
    return found;
  }

  #addFree(address: number, size: number): void {
    this.#free.set(address, size);
    this.#freeBefore.set(address + size, address);
  }

  #removeFree(address: number, size: number): void {
    this.#free.delete(address);
    this.#freeBefore.delete(address + size);
  }

  #grow(pages: number): void {
    const held = this.#doubles.byteLength / PAGE_BYTES;
    this.memory.grow(Math.max(pages, Math.min(STEP_PAGES, MOST_PAGES - held)));
    this.#doubles = new Float64Array(this.memory.buffer);
    this.#integers = new Int32Array(this.memory.buffer);
  }

  /** A column of so many doubles, NaN all of them. */
  newColumn(length: number): Float64Array {
    const address = this.allocate(length * DOUBLE_BYTES);
    return new Float64Array(this.memory.buffer, address, length).fill(Number.NaN);
  }

  freeColumn(column: Float64Array): void {
    this.free(column.byteOffset, column.byteLength);
  }

  /** Copies a bar to BAR_AT. */
  putBar(bars: Float64Array, barAt: number): void {
    this.#bar.set(bars.subarray(barAt, barAt + BAR_STRIDE));
  }

  /** Takes a region back, of the size that it was allocated with: columns that grow leave room that lanes can have. */
  free(address: number, bytes: number): void {
    let [begin, end] = [address, address + roundedUp(bytes)];
    const after = this.#free.get(end);
    const before = this.#freeBefore.get(begin);
    if (after !== undefined) {
      this.#removeFree(end, after);
      end += after;
    }
    if (before !== undefined) {
      this.#removeFree(before, begin - before);
      begin = before;
    }
    this.#addFree(begin, end - begin);
  }

  /** Address of that number in memory, twice in a row; undefined where the room for constants is used up. */
  constantAt(value: number): number | undefined {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const address = CONSTANTS_AT + this.#constants.size * CONSTANT_BYTES;
    if (address >= PREVIEW_AT) return undefined;
    this.#doubles.fill(value, address / DOUBLE_BYTES, (address + CONSTANT_BYTES) / DOUBLE_BYTES);
    this.#constants.set(value, address);
    return address;
  }
}

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / ROW_BYTES) * ROW_BYTES;
}
