import { BAR_CLOSE, BAR_START, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { isSoundBar, REVISION_WINDOW_BARS, sameBar } from './bar-check.ts';
import { BarPool } from './bar-pool.ts';

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

/** Sums that a merge adds to. */
type MergeTotals = Omit<SeriesCounters, 'revised' | 'evicted'>;

/**
 * The bars of one symbol and interval: a bounded ring of records of BAR_STRIDE
 * doubles, strictly ascending by start, one bar per start. Memory grows with the
 * bars up to the capacity; after that the oldest bar makes room. The bars themselves
 * lie in a pool that many series share.
 */
export class BarSeries {
  readonly #pool: BarPool;
  readonly #id: number;
  #volumeChange = 0;
  #dropped = 0;
  #revised = 0;
  #duplicate = 0;
  #rejected = 0;
  #changes = 0;

  /** @param capacity bars kept at most, at least 1. */
  constructor(capacity: number, pool: BarPool = new BarPool()) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError(`A series keeps 1 bar or more, got ${capacity}`);
    this.#pool = pool;
    this.#id = pool.open(capacity);
  }

  /** Gives the memory back. The series must not be used any more. */
  close(): void {
    this.#pool.close(this.#id);
  }

  /** Bars received since the series was opened, and what became of them. */
  get counters(): SeriesCounters {
    const accepted = this.#pool.acceptedOf(this.#id);
    return {
      received: accepted + this.#revised + this.#duplicate + this.#rejected,
      accepted,
      revised: this.#revised,
      duplicate: this.#duplicate,
      rejected: this.#rejected,
      evicted: accepted - this.length - this.#dropped,
    };
  }

  /** Number of the series' ring in its pool. */
  get ring(): number {
    return this.#id;
  }

  /** Shares that the newest revision added, or took away; those of the bar where it was put in late. */
  get volumeChange(): number {
    return this.#volumeChange;
  }

  /** Counts up whenever bars that are held change in another way than by a new one at the end, or the oldest making room. */
  get changes(): number {
    return this.#changes;
  }

  get length(): number {
    return this.#pool.lengthOf(this.#id);
  }

  get capacity(): number {
    return this.#pool.capacityOf(this.#id);
  }

  /** Bars that it has room for at present, and may grow beyond up to its capacity. */
  get slots(): number {
    return this.#pool.slotsOf(this.#id);
  }

  /** The doubles that offsetOf points into. Replaced when the pool grows: read it anew after every change. */
  get data(): Float64Array {
    return this.#pool.slab;
  }

  /** Start of the newest bar; -Infinity where there is none. */
  get lastStart(): number {
    return this.#pool.lastStartOf(this.#id);
  }

  /** Offset in `data` of the i-th bar, 0 the oldest. No bounds check: 0 <= i < length. */
  offsetOf(index: number): number {
    return this.#pool.offsetOf(this.#id, index);
  }

  /** Start of the i-th bar; NaN outside of 0 <= i < length. */
  startOf(index: number): number {
    if (!(index >= 0 && index < this.length)) return Number.NaN;
    return this.data[this.offsetOf(index) + BAR_START] ?? Number.NaN;
  }

  /** Index of the first bar with start >= the given one; `length` where none is. */
  indexFrom(start: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.startOf(middle) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Raises the bound; a lower one is ignored, since somebody asked for the higher. */
  ensureCapacity(capacity: number): void {
    if (capacity > this.capacity) this.#pool.setCapacity(this.#id, capacity);
  }

  /**
   * Takes one live bar, the record at `at` of `bars`. Appends in order; a start seen
   * before is a revision (or an equal duplicate); an earlier start inside the
   * revision window is inserted, unless it would be the first to make room. An
   * unsound bar is rejected and counted: the caller keeps the reason.
   */
  offer(bars: Float64Array, at: number): Outcome {
    if (this.#pool.append(this.#id, bars, at)) return APPENDED;
    if (!isSoundBar(bars, at)) return this.#reject();
    return this.#offerOlder(bars, at, bars[at + BAR_START] ?? Number.NaN);
  }

  #offerOlder(bars: Float64Array, at: number, start: number): Outcome {
    const index = this.indexFrom(start);
    if (this.startOf(index) === start) return this.#replace(index, bars, at);
    const tooLate = index < this.length - REVISION_WINDOW_BARS;
    if (tooLate || (index === 0 && this.length === this.capacity)) return this.#reject();
    this.#insert(index, bars, at);
    return INSERTED;
  }

  #replace(index: number, bars: Float64Array, at: number): Outcome {
    const offset = this.offsetOf(index);
    if (sameBar(this.data, offset, bars, at)) {
      this.#duplicate += 1;
      return DUPLICATE;
    }
    this.#volumeChange = volumeAt(bars, at) - volumeAt(this.data, offset);
    copyBar(bars, at, this.data, offset);
    this.#revised += 1;
    this.#changes += 1;
    return REVISED;
  }

  /** Gives bars back that start before an instant, since nobody asks for them any more. Answers how many went. */
  dropBefore(start: number): number {
    const first = this.indexFrom(start);
    if (first === 0) return 0;
    this.#pool.fill(this.#id, this.#pool.records(this.#id).subarray(first * BAR_STRIDE), 0);
    this.#dropped += first;
    this.#changes += 1;
    return first;
  }

  #reject(): Outcome {
    this.#rejected += 1;
    return REJECTED;
  }

  #insert(index: number, bars: Float64Array, at: number): void {
    this.#volumeChange = volumeAt(bars, at);
    this.#changes += 1;
    const lengthBefore = this.length;
    this.#pool.extend(this.#id);
    const position = this.length > lengthBefore ? index : index - 1;
    for (let to = this.length - 1; to > position; to -= 1) {
      copyBar(this.data, this.offsetOf(to - 1), this.data, this.offsetOf(to));
    }
    copyBar(bars, at, this.data, this.offsetOf(position));
  }

  /**
   * Joins a loaded block (ascending records) with what is held, by start. Of a start that
   * both have, the held bar stands and the other counts as a duplicate. A record that is
   * unsound or out of order is rejected, counted and told of by its offset. What became of the records
   * is added to `totals` too. Returns true where anything was added.
   */
  merge(block: Float64Array, onRejected?: (at: number) => void, totals?: MergeTotals): boolean {
    const refused = refusedRecords(block);
    if (onRejected !== undefined && refused.length > 0) refused.forEach(onRejected);
    const added = this.#join(block, refused);
    const duplicate = block.length / BAR_STRIDE - refused.length - added;
    this.#rejected += refused.length;
    this.#duplicate += duplicate;
    if (totals !== undefined) {
      totals.received += block.length / BAR_STRIDE;
      totals.accepted += added;
      totals.duplicate += duplicate;
      totals.rejected += refused.length;
    }
    return added > 0;
  }

  /** Answers how many records were added. */
  #join(block: Float64Array, refused: readonly number[]): number {
    const taken = refused.length === 0 ? block : withoutRecords(block, refused);
    // A series that holds nothing takes a block as it is: the usual load of a universe.
    const held = this.length === 0 ? NOTHING : this.#pool.records(this.#id);
    const merged = held === NOTHING ? taken : mergeRecords(held, taken);
    const added = (merged.length - held.length) / BAR_STRIDE;
    if (added === 0) return 0;
    this.#changes += 1;
    const dropped = Math.max(0, merged.length / BAR_STRIDE - this.capacity);
    this.#pool.fill(this.#id, dropped === 0 ? merged : merged.subarray(dropped * BAR_STRIDE), added);
    return added;
  }

  /** Puts all held bars on another price basis: prices times `factor`, volumes divided by it. */
  rescale(factor: number): void {
    this.#changes += 1;
    const { data } = this;
    for (let index = 0; index < this.length; index += 1) {
      const offset = this.offsetOf(index);
      for (let field = BAR_START + 1; field <= BAR_CLOSE; field += 1) {
        data[offset + field] = (data[offset + field] ?? Number.NaN) * factor;
      }
      data[offset + BAR_VOLUME] = (data[offset + BAR_VOLUME] ?? Number.NaN) / factor;
    }
  }
}

const NOTHING = new Float64Array(0);
/** Shared by all blocks that are sound, which nearly all are. */
const NONE: number[] = [];

function volumeAt(bars: Float64Array, at: number): number {
  return bars[at + BAR_VOLUME] ?? Number.NaN;
}

/** Copies one record. A plain loop: faster than `set(subarray)` for six doubles, and allocates nothing. */
function copyBar(from: Float64Array, fromAt: number, to: Float64Array, toAt: number): void {
  for (let field = 0; field < BAR_STRIDE; field += 1) to[toAt + field] = from[fromAt + field] ?? Number.NaN;
}

/** Offsets of the records that may not stand in a series: unsound ones, and those not after the one before. */
export function refusedRecords(block: Float64Array): readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  let refused = NONE;
  for (let at = 0; at < block.length; at += BAR_STRIDE) {
    const start = block[at + BAR_START] ?? Number.NaN;
    if (start > last && isSoundBar(block, at)) last = start;
    else if (refused === NONE) refused = [at];
    else refused.push(at);
  }
  return refused;
}

/** The records of a block that may stand in a series: sound ones, each later than the one before. */
export function soundRecords(block: Float64Array): Float64Array {
  const refused = refusedRecords(block);
  return refused.length === 0 ? block : withoutRecords(block, refused);
}

function withoutRecords(block: Float64Array, offsets: readonly number[]): Float64Array {
  const left = new Float64Array(block.length - offsets.length * BAR_STRIDE);
  const without = new Set(offsets);
  let length = 0;
  for (let at = 0; at < block.length; at += BAR_STRIDE) {
    if (without.has(at)) continue;
    copyBar(block, at, left, length);
    length += BAR_STRIDE;
  }
  return left;
}

/** Both in one ascending block; of a start that both have, the held bar. */
function mergeRecords(held: Float64Array, block: Float64Array): Float64Array {
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
  return joined.subarray(0, length);
}

/** The held records with from <= start < to, in a buffer of their own. */
export function recordsBetween(series: BarSeries, from: number, to: number): Float64Array {
  const first = series.indexFrom(from);
  const records = new Float64Array(Math.max(0, series.indexFrom(to) - first) * BAR_STRIDE);
  for (let at = 0; at < records.length; at += BAR_STRIDE) {
    copyBar(series.data, series.offsetOf(first + at / BAR_STRIDE), records, at);
  }
  return records;
}
