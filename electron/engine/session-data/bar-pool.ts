import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { isSound } from './bar-check.ts';
import { grownFloat64, grownInt32 } from './column.ts';

const FIRST_SLOTS = 16;
const FIRST_SLAB_BARS = 1_024;

/**
 * The memory of many series: one slab of records, and a column for each thing that a
 * ring needs to know. Series are numbers; the objects around them are only
 * handles. That keeps the number of JavaScript objects independent of the bars, and a
 * market-wide minute runs through memory in order.
 */
export class BarPool {
  slab: Float64Array = new Float64Array(FIRST_SLAB_BARS * BAR_STRIDE);
  /** Offset of a ring's region in the slab, in doubles. */
  base: Int32Array = new Int32Array(0);
  /** Bars that the region has room for. */
  slots: Int32Array = new Int32Array(0);
  /** Slot of the oldest bar. */
  oldest: Int32Array = new Int32Array(0);
  length: Int32Array = new Int32Array(0);
  /** Bars that the ring may grow to. */
  capacity: Int32Array = new Int32Array(0);
  lastStart: Float64Array = new Float64Array(0);
  accepted: Float64Array = new Float64Array(0);
  evicted: Float64Array = new Float64Array(0);
  #count = 0;
  #used = 0;
  /** Regions that were given back, by their size in bars. */
  readonly #free = new Map<number, number[]>();
  readonly #closed: number[] = [];

  /** A new, empty ring; its number. */
  open(capacity: number): number {
    const id = this.#closed.pop() ?? this.#count++;
    this.#reserve(id + 1);
    const slots = Math.min(FIRST_SLOTS, capacity);
    this.capacity[id] = capacity;
    this.slots[id] = slots;
    this.base[id] = this.#region(slots);
    this.oldest[id] = 0;
    this.length[id] = 0;
    this.lastStart[id] = Number.NEGATIVE_INFINITY;
    this.accepted[id] = 0;
    this.evicted[id] = 0;
    return id;
  }

  /** Gives a ring's memory and number back. */
  close(id: number): void {
    this.#giveBack(this.base[id] ?? 0, this.slots[id] ?? 0);
    this.#closed.push(id);
  }

  #reserve(size: number): void {
    if (size <= this.base.length) return;
    this.base = grownInt32(this.base, size);
    this.slots = grownInt32(this.slots, size);
    this.oldest = grownInt32(this.oldest, size);
    this.length = grownInt32(this.length, size);
    this.capacity = grownInt32(this.capacity, size);
    this.lastStart = grownFloat64(this.lastStart, size, Number.NEGATIVE_INFINITY);
    this.accepted = grownFloat64(this.accepted, size, 0);
    this.evicted = grownFloat64(this.evicted, size, 0);
  }

  #region(slots: number): number {
    const reused = this.#free.get(slots)?.pop();
    if (reused !== undefined) return reused;
    const base = this.#used;
    this.#used += slots * BAR_STRIDE;
    this.slab = grownFloat64(this.slab, this.#used, Number.NaN);
    return base;
  }

  #giveBack(base: number, slots: number): void {
    const list = this.#free.get(slots) ?? [];
    list.push(base);
    this.#free.set(slots, list);
  }

  /** Offset in the slab of a ring's i-th bar, 0 the oldest. */
  offsetOf(id: number, index: number): number {
    const slot = (this.oldest[id] ?? 0) + index;
    const slots = this.slots[id] ?? 0;
    return (this.base[id] ?? 0) + (slot < slots ? slot : slot - slots) * BAR_STRIDE;
  }

  /**
   * Takes the record at `at` of `bars` to the end of a ring, where it is a sound bar that is later than the
   * last; false where it is not, with nothing changed. Each field is read once: this is the path of
   * every live bar of the market.
   */
  append(id: number, bars: Float64Array, at: number): boolean {
    const start = bars[at] ?? Number.NaN;
    const open = bars[at + BAR_OPEN] ?? Number.NaN;
    const high = bars[at + BAR_HIGH] ?? Number.NaN;
    const low = bars[at + BAR_LOW] ?? Number.NaN;
    const close = bars[at + BAR_CLOSE] ?? Number.NaN;
    const volume = bars[at + BAR_VOLUME] ?? Number.NaN;
    const later = start > (this.lastStart[id] ?? Number.NaN) && start < Number.POSITIVE_INFINITY;
    if (!later || !isSound(open, high, low, close, volume)) return false;
    const to = this.#place(id);
    const { slab } = this;
    slab[to] = start;
    slab[to + BAR_OPEN] = open;
    slab[to + BAR_HIGH] = high;
    slab[to + BAR_LOW] = low;
    slab[to + BAR_CLOSE] = close;
    slab[to + BAR_VOLUME] = volume;
    this.lastStart[id] = start;
    this.accepted[id] = (this.accepted[id] ?? 0) + 1;
    return true;
  }

  /** One more bar at the end, whose content the caller writes; counted as accepted. */
  extend(id: number): void {
    this.#place(id);
    this.accepted[id] = (this.accepted[id] ?? 0) + 1;
  }

  /** Offset in the slab for one more bar, the oldest let go where the ring is full. */
  #place(id: number): number {
    const length = this.length[id] ?? 0;
    if (length === this.capacity[id]) this.#evictOldest(id);
    else {
      if (length === this.slots[id]) this.resize(id, length * 2);
      this.length[id] = length + 1;
    }
    return this.offsetOf(id, (this.length[id] ?? 1) - 1);
  }

  #evictOldest(id: number): void {
    const oldest = (this.oldest[id] ?? 0) + 1;
    this.oldest[id] = oldest === this.slots[id] ? 0 : oldest;
    this.evicted[id] = (this.evicted[id] ?? 0) + 1;
  }

  /** Moves a ring to a region for `slots` bars (no more than its capacity, no fewer than it holds), oldest bar first. */
  resize(id: number, slots: number): void {
    const size = Math.min(this.capacity[id] ?? slots, slots);
    const records = this.records(id);
    const [before, beforeSlots] = [this.base[id] ?? 0, this.slots[id] ?? 0];
    this.base[id] = this.#region(size);
    this.slots[id] = size;
    this.oldest[id] = 0;
    this.slab.set(records, this.base[id] ?? 0);
    this.#giveBack(before, beforeSlots);
  }

  /** Replaces what a ring holds by ascending records, no more than its capacity. */
  fill(id: number, records: Float64Array): void {
    const bars = records.length / BAR_STRIDE;
    this.length[id] = 0;
    this.oldest[id] = 0;
    if (bars > (this.slots[id] ?? 0)) this.resize(id, roundedUp(bars));
    this.slab.set(records, this.base[id] ?? 0);
    this.length[id] = bars;
    this.lastStart[id] =
      bars === 0 ? Number.NEGATIVE_INFINITY : (records[records.length - BAR_STRIDE] ?? Number.NaN);
  }

  /** A ring's bars, oldest first, in a buffer of their own. */
  records(id: number): Float64Array {
    const length = this.length[id] ?? 0;
    const records = new Float64Array(length * BAR_STRIDE);
    const base = this.base[id] ?? 0;
    const untilWrap = Math.min(length, (this.slots[id] ?? 0) - (this.oldest[id] ?? 0)) * BAR_STRIDE;
    const from = this.offsetOf(id, 0);
    records.set(this.slab.subarray(from, from + untilWrap));
    records.set(this.slab.subarray(base, base + records.length - untilWrap), untilWrap);
    return records;
  }
}

/** Regions come in sizes that double, so that one given back fits another ring. */
function roundedUp(bars: number): number {
  let slots = FIRST_SLOTS;
  while (slots < bars) slots *= 2;
  return slots;
}
