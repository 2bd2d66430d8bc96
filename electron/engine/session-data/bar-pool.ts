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
import { BarMemory } from './bar-memory.ts';
import { grownFloat64, grownInt32 } from './column.ts';

const FIRST_SLOTS = 16;

/** What a ring needs to know of itself, side by side in one record of 32 bytes. Slots are counted in bars. */
const RING_STRIDE = 8;
/** Slot of the slab at which the ring's region begins, and the one after its end. */
const BASE = 0;
const END = 1;
/** Slot where the next bar goes; `END` where the ring must grow or turn first. */
const NEXT = 2;
/** 1 where every slot holds a bar and the oldest one makes room; else the bars lie from `BASE` to before `NEXT`. */
const TURNING = 3;
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
  readonly #memory = new BarMemory();
  slab: Float64Array = this.#memory.doubles;
  #rings: Int32Array = new Int32Array(0);
  /** Start of each ring's newest bar; -Infinity where it is empty. Beside the rings: every live bar is compared with it. */
  #lastStarts: Float64Array = new Float64Array(0);
  #count = 0;
  #usedSlots = 0;
  #freeSlots = 0;
  /** Regions that were given back, by their size in bars. */
  readonly #free = new Map<number, number[]>();
  readonly #closed: number[] = [];

  /** A new, empty ring, which takes memory with its first bar; its number. */
  open(capacity: number): number {
    const id = this.#closed.pop() ?? this.#count++;
    this.#rings = grownInt32(this.#rings, (id + 1) * RING_STRIDE);
    this.#lastStarts = grownFloat64(this.#lastStarts, id + 1, Number.NEGATIVE_INFINITY);
    this.#lastStarts[id] = Number.NEGATIVE_INFINITY;
    this.#rings.set([0, 0, 0, 0, capacity, 0], id * RING_STRIDE);
    return id;
  }

  /** Gives a ring's memory and number back. */
  close(id: number): void {
    this.#giveBack(this.#ring(id, BASE), this.slotsOf(id));
    this.#closed.push(id);
  }

  /** Bytes of all rings' regions: what the bars take, with the room that they have to grow. */
  get bytes(): number {
    return slotBytes(this.#usedSlots - this.#freeSlots);
  }

  /** See BarMemory.bytesOutside. */
  get bytesOutside(): number {
    return this.#memory.bytesOutside;
  }

  #ring(id: number, field: number): number {
    return this.#rings[id * RING_STRIDE + field] ?? 0;
  }

  lengthOf(id: number): number {
    const end = this.#ring(id, TURNING) === 1 ? END : NEXT;
    return this.#ring(id, end) - this.#ring(id, BASE);
  }

  /** Bars that the ring has room for at present. */
  slotsOf(id: number): number {
    return this.#ring(id, END) - this.#ring(id, BASE);
  }

  capacityOf(id: number): number {
    return this.#ring(id, CAPACITY);
  }

  /** Raises the bound. */
  setCapacity(id: number, capacity: number): void {
    this.#rings[id * RING_STRIDE + CAPACITY] = capacity;
    // From here on it grows again, which it does from its oldest bar on.
    if (this.#ring(id, TURNING) === 1) this.#resize(id, roundedUp(this.slotsOf(id) + 1));
  }

  acceptedOf(id: number): number {
    return this.#ring(id, ACCEPTED);
  }

  /** Start of a ring's newest bar; -Infinity where it is empty. */
  lastStartOf(id: number): number {
    return this.#lastStarts[id] ?? Number.NEGATIVE_INFINITY;
  }

  #region(slots: number): number {
    const reused = this.#free.get(slots)?.pop();
    if (reused !== undefined) {
      this.#freeSlots -= slots;
      return reused;
    }
    const base = this.#usedSlots;
    this.#usedSlots += slots;
    this.#memory.ensureLength(this.#usedSlots * BAR_STRIDE);
    this.slab = this.#memory.doubles;
    return base;
  }

  #giveBack(base: number, slots: number): void {
    if (slots === 0) return;
    const list = this.#free.get(slots) ?? [];
    list.push(base);
    this.#free.set(slots, list);
    this.#freeSlots += slots;
  }

  /** Offset in the slab of a ring's i-th bar, 0 the oldest. */
  offsetOf(id: number, index: number): number {
    const rings = this.#rings;
    const at = id * RING_STRIDE;
    const base = rings[at + BASE] ?? 0;
    if (rings[at + TURNING] !== 1) return (base + index) * BAR_STRIDE;
    const end = rings[at + END] ?? 0;
    const slot = (rings[at + NEXT] ?? 0) + index;
    return (slot < end ? slot : slot - end + base) * BAR_STRIDE;
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
    if (!(start > this.lastStartOf(id) && start < Number.POSITIVE_INFINITY)) return false;
    if (!isSound(open, high, low, close, volume)) return false;
    const to = this.extend(id);
    const { slab } = this;
    slab[to + BAR_START] = start;
    slab[to + BAR_OPEN] = open;
    slab[to + BAR_HIGH] = high;
    slab[to + BAR_LOW] = low;
    slab[to + BAR_CLOSE] = close;
    slab[to + BAR_VOLUME] = volume;
    this.#lastStarts[id] = start;
    return true;
  }

  /**
   * Makes room for one more bar at the end, the oldest let go where the ring is full, and counts it as
   * accepted. Answers its offset in the slab, where the caller writes it; the newest bar stays the newest.
   */
  extend(id: number): number {
    const rings = this.#rings;
    const ring = id * RING_STRIDE;
    if (rings[ring + NEXT] === rings[ring + END]) this.#growOrTurn(id);
    const slot = rings[ring + NEXT] ?? 0;
    rings[ring + NEXT] = slot + 1;
    rings[ring + ACCEPTED] = (rings[ring + ACCEPTED] ?? 0) + 1;
    return slot * BAR_STRIDE;
  }

  #growOrTurn(id: number): void {
    const ring = id * RING_STRIDE;
    const slots = this.slotsOf(id);
    if (slots < this.capacityOf(id)) this.#resize(id, roundedUp(slots + 1));
    else {
      this.#rings[ring + TURNING] = 1;
      this.#rings[ring + NEXT] = this.#ring(id, BASE);
    }
  }

  /** Moves a ring to a region for `slots` bars (no more than its capacity, no fewer than it holds), oldest bar first. */
  #resize(id: number, slots: number): void {
    const records = this.records(id);
    const [base, before] = [this.#ring(id, BASE), this.slotsOf(id)];
    this.#place(id, records, Math.min(this.capacityOf(id), slots));
    this.#giveBack(base, before);
  }

  /** Lays ascending records into a new region for `slots` bars. */
  #place(id: number, records: Float64Array, slots: number): void {
    const ring = id * RING_STRIDE;
    const base = this.#region(slots);
    this.#rings[ring + BASE] = base;
    this.#rings[ring + END] = base + slots;
    this.#write(id, records);
  }

  /** Lays ascending records into the region that the ring has, in place of what it holds. */
  #write(id: number, records: Float64Array): void {
    const ring = id * RING_STRIDE;
    const base = this.#ring(id, BASE);
    this.slab.set(records, base * BAR_STRIDE);
    this.#rings[ring + NEXT] = base + records.length / BAR_STRIDE;
    this.#rings[ring + TURNING] = 0;
  }

  /** Replaces what a ring holds by ascending records, no more than its capacity; `added` of them are counted as accepted. */
  fill(id: number, records: Float64Array, added: number): void {
    const bars = records.length / BAR_STRIDE;
    this.#rings[id * RING_STRIDE + ACCEPTED] = this.acceptedOf(id) + added;
    if (bars > this.slotsOf(id)) {
      const [base, before] = [this.#ring(id, BASE), this.slotsOf(id)];
      this.#place(id, records, Math.min(this.capacityOf(id), roundedUp(bars)));
      this.#giveBack(base, before);
    } else this.#write(id, records);
    this.#lastStarts[id] = records[records.length - BAR_STRIDE] ?? Number.NEGATIVE_INFINITY;
  }

  /** A ring's bars, oldest first, in a buffer of their own. */
  records(id: number): Float64Array {
    const records = new Float64Array(this.lengthOf(id) * BAR_STRIDE);
    const base = this.#ring(id, BASE) * BAR_STRIDE;
    const from = this.offsetOf(id, 0);
    const untilWrap = Math.min(records.length, this.#ring(id, END) * BAR_STRIDE - from);
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

/**
 * Regions come in a few sizes, four to each doubling, so that one given back fits another ring and little is left empty.
 * However a ring came to its bars, it has the room that they take: what a promotion will take can be told before.
 */
function roundedUp(bars: number): number {
  let slots = FIRST_SLOTS;
  while (slots < bars) slots *= 2;
  const step = slots / 8;
  return bars <= FIRST_SLOTS ? FIRST_SLOTS : Math.ceil(bars / step) * step;
}
