import { BAR_CLOSE, BAR_START, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { isSoundBar, sameBar } from './bar-check.ts';

/** What became of a bar that was offered to a series. */
export const APPENDED = 0;
export const INSERTED = 1;
export const REVISED = 2;
export const DUPLICATE = 3;
export const REJECTED = 4;
export type Outcome = typeof APPENDED | typeof INSERTED | typeof REVISED | typeof DUPLICATE | typeof REJECTED;

/** received = accepted + revised + duplicate + rejected, always; `evicted` is how many accepted ones the bound pushed out. */
export interface SeriesCounters {
  received: number;
  accepted: number;
  revised: number;
  duplicate: number;
  rejected: number;
  evicted: number;
}

/** A live bar that is older than this many bars is too late to be taken in. */
export const REVISION_WINDOW_BARS = 10;

const INITIAL_BARS = 16;

/**
 * The bars of one symbol and interval: a bounded ring of records of BAR_STRIDE
 * doubles, strictly ascending by start, one bar per start. Memory grows with the
 * bars up to the capacity; after that the oldest bar makes room.
 */
export class BarSeries {
  readonly counters: SeriesCounters = {
    received: 0,
    accepted: 0,
    revised: 0,
    duplicate: 0,
    rejected: 0,
    evicted: 0,
  };
  #data: Float64Array = new Float64Array(INITIAL_BARS * BAR_STRIDE);
  #slots = INITIAL_BARS;
  #oldest = 0;
  #length = 0;
  #capacity: number;
  #lastStart = Number.NEGATIVE_INFINITY;

  /** @param capacity bars kept at most, at least 1. */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError(`A series keeps 1 bar or more, got ${capacity}`);
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** The doubles behind the views. Replaced when the series grows: read it anew after every change. */
  get data(): Float64Array {
    return this.#data;
  }

  /** Start of the newest bar; -Infinity where there is none. */
  get lastStart(): number {
    return this.#lastStart;
  }

  /** Offset in `data` of the i-th bar, 0 the oldest. No bounds check: 0 <= i < length. */
  offsetOf(index: number): number {
    const slot = this.#oldest + index;
    return (slot < this.#slots ? slot : slot - this.#slots) * BAR_STRIDE;
  }

  startOf(index: number): number {
    return this.#data[this.offsetOf(index) + BAR_START] ?? Number.NaN;
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

  /** Raises the bound; a lower one is ignored, since somebody asked for the higher. */
  ensureCapacity(capacity: number): void {
    if (capacity > this.#capacity) this.#capacity = capacity;
  }

  /**
   * Takes one live bar, the record at `at` of `bars`. Appends in order; a start seen
   * before is a revision (or an equal duplicate); an earlier start inside the
   * revision window is inserted, unless it would be the first to make room. An
   * unsound bar is rejected and counted: the caller keeps the reason.
   */
  offer(bars: Float64Array, at: number): Outcome {
    this.counters.received += 1;
    if (!isSoundBar(bars, at)) return this.#reject();
    const start = bars[at + BAR_START] ?? Number.NaN;
    if (start > this.#lastStart) {
      this.#append(bars, at, start);
      this.counters.accepted += 1;
      return APPENDED;
    }
    return this.#offerOlder(bars, at, start);
  }

  #offerOlder(bars: Float64Array, at: number, start: number): Outcome {
    const index = this.indexFrom(start);
    if (this.startOf(index) === start) return this.#replace(index, bars, at);
    const tooLate = index < this.#length - REVISION_WINDOW_BARS;
    if (tooLate || (index === 0 && this.#length === this.#capacity)) return this.#reject();
    this.#insert(index, bars, at);
    this.counters.accepted += 1;
    return INSERTED;
  }

  #replace(index: number, bars: Float64Array, at: number): Outcome {
    const offset = this.offsetOf(index);
    if (sameBar(this.#data, offset, bars, at)) {
      this.counters.duplicate += 1;
      return DUPLICATE;
    }
    copyBar(bars, at, this.#data, offset);
    this.counters.revised += 1;
    return REVISED;
  }

  #reject(): Outcome {
    this.counters.rejected += 1;
    return REJECTED;
  }

  #append(bars: Float64Array, at: number, start: number): void {
    if (this.#length === this.#capacity) {
      this.#oldest = this.#oldest + 1 === this.#slots ? 0 : this.#oldest + 1;
      this.#length -= 1;
      this.counters.evicted += 1;
    } else if (this.#length === this.#slots) {
      this.#resize(Math.min(this.#capacity, this.#slots * 2));
    }
    this.#length += 1;
    copyBar(bars, at, this.#data, this.offsetOf(this.#length - 1));
    this.#lastStart = start;
  }

  #insert(index: number, bars: Float64Array, at: number): void {
    const newest = new Float64Array(BAR_STRIDE);
    copyBar(this.#data, this.offsetOf(this.#length - 1), newest, 0);
    const lengthBefore = this.#length;
    this.#append(newest, 0, this.#lastStart);
    const position = this.#length > lengthBefore ? index : index - 1;
    for (let to = this.#length - 2; to > position; to -= 1) {
      copyBar(this.#data, this.offsetOf(to - 1), this.#data, this.offsetOf(to));
    }
    copyBar(bars, at, this.#data, this.offsetOf(position));
  }

  #resize(slots: number): void {
    const resized = new Float64Array(slots * BAR_STRIDE);
    for (let index = 0; index < this.#length; index += 1) {
      copyBar(this.#data, this.offsetOf(index), resized, index * BAR_STRIDE);
    }
    this.#data = resized;
    this.#slots = slots;
    this.#oldest = 0;
  }

  /**
   * Joins a loaded block (ascending records) with what is held, by start. Of a start that
   * both have, the held bar stands and the other counts as a duplicate. A record that is
   * unsound or out of order is rejected. Returns true where anything was added.
   */
  merge(block: Float64Array): boolean {
    const taken = soundRecords(block, this.counters);
    const merged = mergeRecords(this.#toRecords(), taken, this.counters);
    if (merged === undefined) return false;
    const bars = merged.length / BAR_STRIDE;
    const dropped = Math.max(0, bars - this.#capacity);
    this.counters.evicted += dropped;
    this.#data = merged.slice(dropped * BAR_STRIDE);
    this.#length = bars - dropped;
    this.#slots = this.#length;
    this.#oldest = 0;
    this.#lastStart = this.#length === 0 ? Number.NEGATIVE_INFINITY : this.startOf(this.#length - 1);
    return true;
  }

  /** Puts all held bars on another price basis: prices times `factor`, volumes divided by it. */
  rescale(factor: number): void {
    for (let index = 0; index < this.#length; index += 1) {
      const offset = this.offsetOf(index);
      for (let field = BAR_START + 1; field <= BAR_CLOSE; field += 1) {
        this.#data[offset + field] = (this.#data[offset + field] ?? Number.NaN) * factor;
      }
      this.#data[offset + BAR_VOLUME] = (this.#data[offset + BAR_VOLUME] ?? Number.NaN) / factor;
    }
  }

  #toRecords(): Float64Array {
    const records = new Float64Array(this.#length * BAR_STRIDE);
    for (let index = 0; index < this.#length; index += 1) {
      copyBar(this.#data, this.offsetOf(index), records, index * BAR_STRIDE);
    }
    return records;
  }
}

/** Copies one record. A plain loop: faster than `set(subarray)` for six doubles, and allocates nothing. */
export function copyBar(from: Float64Array, fromAt: number, to: Float64Array, toAt: number): void {
  for (let field = 0; field < BAR_STRIDE; field += 1) to[toAt + field] = from[fromAt + field] ?? Number.NaN;
}

/** The records of a block that may stand in a series: the block itself where all of them may. */
function soundRecords(block: Float64Array, counters: SeriesCounters): Float64Array {
  let last = Number.NEGATIVE_INFINITY;
  const refused: number[] = [];
  for (let at = 0; at < block.length; at += BAR_STRIDE) {
    const start = block[at + BAR_START] ?? Number.NaN;
    if (start > last && isSoundBar(block, at)) last = start;
    else refused.push(at);
  }
  if (refused.length === 0) return block;
  counters.received += refused.length;
  counters.rejected += refused.length;
  const sound = block.slice(0, block.length - refused.length * BAR_STRIDE);
  let length = 0;
  for (let at = 0; at < block.length; at += BAR_STRIDE) {
    if (refused.includes(at)) continue;
    copyBar(block, at, sound, length);
    length += BAR_STRIDE;
  }
  return sound;
}

/** Both in one ascending block; undefined where the block brings nothing new. */
function mergeRecords(
  held: Float64Array,
  block: Float64Array,
  counters: SeriesCounters,
): Float64Array | undefined {
  const joined = new Float64Array(held.length + block.length);
  let [heldAt, blockAt, length] = [0, 0, 0];
  while (heldAt < held.length || blockAt < block.length) {
    const heldStart = held[heldAt] ?? Number.POSITIVE_INFINITY;
    const blockStart = block[blockAt] ?? Number.POSITIVE_INFINITY;
    const fromBlock = blockStart < heldStart;
    copyBar(fromBlock ? block : held, fromBlock ? blockAt : heldAt, joined, length);
    length += BAR_STRIDE;
    if (heldStart <= blockStart) heldAt += BAR_STRIDE;
    if (blockStart <= heldStart) blockAt += BAR_STRIDE;
  }
  const added = (length - held.length) / BAR_STRIDE;
  counters.received += block.length / BAR_STRIDE;
  counters.accepted += added;
  counters.duplicate += block.length / BAR_STRIDE - added;
  return added === 0 ? undefined : joined.subarray(0, length);
}
