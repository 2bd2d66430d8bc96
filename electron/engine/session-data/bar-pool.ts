import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { isSound } from './bar-check.ts';
import { grownFloat64, grownInt32 } from './column.ts';

const FIRST_SLOTS = 16;
const FIRST_SLAB_BARS = 1_024;

/** What a ring needs to know of itself, side by side in one record of 32 bytes. */
const RING_STRIDE = 8;
/** Slot of the slab at which the ring's region begins. */
const BASE = 0;
/** Bars that the region has room for. */
const SLOTS = 1;
/** Slot within the region of the oldest bar. */
const OLDEST = 2;
const LENGTH = 3;
/** Bars that the ring may grow to. */
const CAPACITY = 4;
/** Bars taken in since the ring was opened. */
const ACCEPTED = 5;

/**
 * The memory of many series: one slab of records, and one small record for each
 * ring in it. Series are numbers; the objects around them are only handles. That keeps
 * the number of JavaScript objects independent of the bars, and a market-wide
 * minute runs through memory in order.
 */
export class BarPool {
  slab: Float64Array = new Float64Array(FIRST_SLAB_BARS * BAR_STRIDE);
  #rings: Int32Array = new Int32Array(0);
  #count = 0;
  #usedSlots = 0;
  #freeSlots = 0;
  /** Regions that were given back, by their size in bars. */
  readonly #free = new Map<number, number[]>();
  readonly #closed: number[] = [];

  /** A new, empty ring; its number. */
  open(capacity: number): number {
    const id = this.#closed.pop() ?? this.#count++;
    this.#rings = grownInt32(this.#rings, (id + 1) * RING_STRIDE);
    const slots = Math.min(FIRST_SLOTS, capacity);
    this.#rings.set([this.#region(slots), slots, 0, 0, capacity, 0], id * RING_STRIDE);
    return id;
  }

  /** Gives a ring's memory and number back. */
  close(id: number): void {
    this.#giveBack(this.#ring(id, BASE), this.#ring(id, SLOTS));
    this.#closed.push(id);
  }

  /** Bytes of all rings' regions: what the bars take, with the room that they have to grow. */
  get bytes(): number {
    return slotBytes(this.#usedSlots - this.#freeSlots);
  }

  #ring(id: number, field: number): number {
    return this.#rings[id * RING_STRIDE + field] ?? 0;
  }

  lengthOf(id: number): number {
    return this.#ring(id, LENGTH);
  }

  /** Bars that the ring has room for at present. */
  slotsOf(id: number): number {
    return this.#ring(id, SLOTS);
  }

  capacityOf(id: number): number {
    return this.#ring(id, CAPACITY);
  }

  setCapacity(id: number, capacity: number): void {
    this.#rings[id * RING_STRIDE + CAPACITY] = capacity;
  }

  acceptedOf(id: number): number {
    return this.#ring(id, ACCEPTED);
  }

  /** Start of a ring's newest bar; -Infinity where it is empty. */
  lastStartOf(id: number): number {
    const newest = this.#newestOffset(id);
    return newest < 0 ? Number.NEGATIVE_INFINITY : (this.slab[newest + BAR_START] ?? Number.NaN);
  }

  /** Offset in the slab of a ring's newest bar; below zero where it is empty. */
  #newestOffset(id: number): number {
    const rings = this.#rings;
    const at = id * RING_STRIDE;
    const length = rings[at + LENGTH] ?? 0;
    if (length === 0) return -1;
    const slot = (rings[at + OLDEST] ?? 0) + length - 1;
    const slots = rings[at + SLOTS] ?? 0;
    return ((rings[at + BASE] ?? 0) + (slot < slots ? slot : slot - slots)) * BAR_STRIDE;
  }

  #region(slots: number): number {
    const reused = this.#free.get(slots)?.pop();
    if (reused !== undefined) {
      this.#freeSlots -= slots;
      return reused;
    }
    const base = this.#usedSlots;
    this.#usedSlots += slots;
    this.slab = grownFloat64(this.slab, this.#usedSlots * BAR_STRIDE, Number.NaN);
    return base;
  }

  #giveBack(base: number, slots: number): void {
    const list = this.#free.get(slots) ?? [];
    list.push(base);
    this.#free.set(slots, list);
    this.#freeSlots += slots;
  }

  /** Offset in the slab of a ring's i-th bar, 0 the oldest. */
  offsetOf(id: number, index: number): number {
    const rings = this.#rings;
    const at = id * RING_STRIDE;
    const slot = (rings[at + OLDEST] ?? 0) + index;
    const slots = rings[at + SLOTS] ?? 0;
    return ((rings[at + BASE] ?? 0) + (slot < slots ? slot : slot - slots)) * BAR_STRIDE;
  }

  /**
   * Takes the record at `at` of `bars` to the end of a ring, where it is a sound bar that is
   * later than the last; false where it is not, with nothing changed. Each field is read once:
   * this is the path of every live bar of the market.
   */
  append(id: number, bars: Float64Array, at: number): boolean {
    const start = bars[at + BAR_START] ?? Number.NaN;
    const open = bars[at + BAR_OPEN] ?? Number.NaN;
    const high = bars[at + BAR_HIGH] ?? Number.NaN;
    const low = bars[at + BAR_LOW] ?? Number.NaN;
    const close = bars[at + BAR_CLOSE] ?? Number.NaN;
    const volume = bars[at + BAR_VOLUME] ?? Number.NaN;
    const newest = this.#newestOffset(id);
    const isLater = newest < 0 || start > (this.slab[newest + BAR_START] ?? Number.NaN);
    if (!isLater || !(start < Number.POSITIVE_INFINITY)) return false;
    if (!isSound(open, high, low, close, volume)) return false;
    const to = this.extend(id);
    const { slab } = this;
    slab[to + BAR_START] = start;
    slab[to + BAR_OPEN] = open;
    slab[to + BAR_HIGH] = high;
    slab[to + BAR_LOW] = low;
    slab[to + BAR_CLOSE] = close;
    slab[to + BAR_VOLUME] = volume;
    return true;
  }

  /**
   * Makes room for one more bar at the end, the oldest let go where the ring is full, and counts it as
   * accepted. Answers its offset in the slab, where the caller writes it.
   */
  extend(id: number): number {
    const ring = id * RING_STRIDE;
    const length = this.#rings[ring + LENGTH] ?? 0;
    this.#rings[ring + ACCEPTED] = (this.#rings[ring + ACCEPTED] ?? 0) + 1;
    if (length === this.#rings[ring + CAPACITY]) return this.#turn(ring);
    if (length === this.#rings[ring + SLOTS]) this.#resize(id, length * 2);
    this.#rings[ring + LENGTH] = length + 1;
    return this.offsetOf(id, length);
  }

  /** The oldest bar of a full ring makes room: the offset of its place. */
  #turn(ring: number): number {
    const rings = this.#rings;
    const oldest = rings[ring + OLDEST] ?? 0;
    rings[ring + OLDEST] = oldest + 1 === rings[ring + SLOTS] ? 0 : oldest + 1;
    return ((rings[ring + BASE] ?? 0) + oldest) * BAR_STRIDE;
  }

  /** Moves a ring to a region for `slots` bars (no more than its capacity, no fewer than it holds), oldest bar first. */
  #resize(id: number, slots: number): void {
    const ring = id * RING_STRIDE;
    const size = Math.min(this.capacityOf(id), slots);
    const records = this.records(id);
    const [base, before] = [this.#ring(id, BASE), this.#ring(id, SLOTS)];
    const moved = this.#region(size);
    this.#rings[ring + BASE] = moved;
    this.#rings[ring + SLOTS] = size;
    this.#rings[ring + OLDEST] = 0;
    this.slab.set(records, moved * BAR_STRIDE);
    this.#giveBack(base, before);
  }

  /** Replaces what a ring holds by ascending records, no more than its capacity; `added` of them are counted as accepted. */
  fill(id: number, records: Float64Array, added: number): void {
    const ring = id * RING_STRIDE;
    const bars = records.length / BAR_STRIDE;
    this.#rings[ring + LENGTH] = 0;
    this.#rings[ring + OLDEST] = 0;
    this.#rings[ring + ACCEPTED] = this.acceptedOf(id) + added;
    if (bars > this.slotsOf(id)) this.#resize(id, roundedUp(bars));
    this.slab.set(records, this.#ring(id, BASE) * BAR_STRIDE);
    this.#rings[ring + LENGTH] = bars;
  }

  /** A ring's bars, oldest first, in a buffer of their own. */
  records(id: number): Float64Array {
    const length = this.lengthOf(id);
    const records = new Float64Array(length * BAR_STRIDE);
    const base = this.#ring(id, BASE) * BAR_STRIDE;
    const untilWrap = Math.min(length, this.slotsOf(id) - this.#ring(id, OLDEST)) * BAR_STRIDE;
    const from = this.offsetOf(id, 0);
    records.set(this.slab.subarray(from, from + untilWrap));
    records.set(this.slab.subarray(base, base + records.length - untilWrap), untilWrap);
    return records;
  }
}

/** Room, in bars, that a ring of so many bars and such a bound takes when it is filled at once. */
export function slotsFor(bars: number, capacity: number): number {
  return Math.min(capacity, roundedUp(bars));
}

export function slotBytes(slots: number): number {
  return slots * BAR_STRIDE * Float64Array.BYTES_PER_ELEMENT;
}

/** Regions come in sizes that double, so that one given back fits another ring. */
function roundedUp(bars: number): number {
  let slots = FIRST_SLOTS;
  while (slots < bars) slots *= 2;
  return slots;
}
