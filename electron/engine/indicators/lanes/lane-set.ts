import { type BarView, runLength } from '../bar-view.ts';
import { COUNT, LAST_START, type Program } from '../formula/program.ts';
import { type LaneFunction, laneFunction } from './lane-code.ts';
import { DOUBLE_BYTES, LANES, NO_LANE, ROW_BYTES } from './lane-layout.ts';
import { BAR_AT, type LaneMemory, MOST_PAGES, PREVIEW_AT } from './lane-memory.ts';
import { LaneQueue, QUEUE_LENGTH } from './lane-queue.ts';
import { manyFunction } from './many-code.ts';
import { moduleOf, type WasmFunction } from './wasm-code.ts';

const DOUBLE_INTEGERS = DOUBLE_BYTES / Int32Array.BYTES_PER_ELEMENT;

type PeekCall = (lane: number, values: number, bar: number) => void;
type ManyCall = (bars: number, lanes: number, symbols: number, bar: number) => void;

/**
 * One program for many series: hands out lanes, and computes bars in them by code that is made when
 * the first bar comes.
 */
export class LaneSet {
  readonly #memory: LaneMemory;
  readonly #columnsOf: () => readonly Float64Array[];
  readonly #free: number[] = [];
  /** By address of a block: lanes of it that are taken. */
  readonly #taken = new Map<number, number>();
  /** What a lane holds before its first bar. */
  #initial: Float64Array | undefined;
  #queue: LaneQueue | undefined;
  #waiting = 0;
  #many: ManyCall | undefined;
  #peek: PeekCall | undefined;

  /**
   * @param number its place in the book
   * @param columnsOf the columns that take the outputs, as they are now
   */
  constructor(
    readonly number: number,
    memory: LaneMemory,
    readonly program: Program,
    columnsOf: () => readonly Float64Array[],
  ) {
    this.#memory = memory;
    this.#columnsOf = columnsOf;
  }

  get #blockBytes(): number {
    return this.program.length * ROW_BYTES;
  }

  /** A lane for one series, before its first bar. Throws RangeError where memory is used up. */
  take(): number {
    if (this.#free.length === 0) this.#addBlock();
    const lane = this.#free.pop() ?? NO_LANE;
    const block = blockOf(lane);
    this.#taken.set(block, (this.#taken.get(block) ?? 0) + 1);
    this.reset(lane);
    return lane;
  }

  /** Gives a lane back. */
  release(lane: number): void {
    const block = blockOf(lane);
    const left = (this.#taken.get(block) ?? 1) - 1;
    this.#taken.set(block, left);
    this.#free.push(lane);
    if (left === 0) this.#dropBlock(block);
  }

  /** The lanes of a block are taken in their order, so that neighbours in time are neighbours in memory. */
  #addBlock(): void {
    const block = this.#memory.allocate(this.#blockBytes) / DOUBLE_BYTES;
    for (let lane = LANES - 1; lane >= 0; lane -= 1) this.#free.push(block + lane);
  }

  #dropBlock(block: number): void {
    const others = this.#free.filter((lane) => blockOf(lane) !== block);
    this.#free.length = 0;
    this.#free.push(...others);
    this.#taken.delete(block);
    this.#memory.free(block * DOUBLE_BYTES, this.#blockBytes);
  }

  /** Puts a lane back before its first bar. */
  reset(lane: number): void {
    const { doubles } = this.#memory;
    const initial = this.#initialState();
    for (let slot = 0; slot < initial.length; slot += 1) doubles[lane + slot * LANES] = initial[slot] ?? 0;
  }

  #initialState(): Float64Array {
    if (this.#initial === undefined) {
      const initial = new Float64Array(this.program.length);
      this.program.forEachInitial((slot, value) => {
        initial[slot] = value;
      });
      this.#initial = initial;
    }
    return this.#initial;
  }

  /** Bars that the lane has taken. */
  countOf(lane: number): number {
    return this.#memory.integers[countAt(lane)] ?? 0;
  }

  setCount(lane: number, count: number): void {
    this.#memory.integers[countAt(lane)] = count;
  }

  lastStartOf(lane: number): number {
    return this.#memory.doubles[lane + LAST_START * LANES] ?? Number.NaN;
  }

  /** To be called when the columns have been replaced: the next bar takes code for the new ones. */
  takeColumns(): void {
    this.#many = undefined;
  }

  /**
   * One closed bar to a lane. It waits for others until the queue is full or `flush` is called: neighbours are computed
   * together. Answers how many wait. Allocates nothing.
   */
  enqueue(lane: number, symbolIndex: number, bars: Float64Array, barAt: number): number {
    const queue = this.#queueOf();
    queue.putTarget(this.#waiting, lane, symbolIndex);
    queue.putBar(this.#waiting, bars, barAt);
    this.#waiting += 1;
    if (this.#waiting === QUEUE_LENGTH) this.flush();
    return this.#waiting;
  }

  /** Computes what waits, in its order, and sets the columns. */
  flush(): void {
    const { barsAt, lanesAt, symbolsAt } = this.#queueOf();
    if (this.#waiting === 0) return;
    this.#many ??= this.#compileMany();
    this.#many(this.#waiting, lanesAt, symbolsAt, barsAt);
    this.#waiting = 0;
  }

  /** All bars of the view from that index on, one after the other, to one lane. Nothing may wait. */
  replay(lane: number, symbolIndex: number, view: BarView, from: number): void {
    const queue = this.#queueOf();
    const most = Math.min(QUEUE_LENGTH, view.length - from);
    for (let place = 0; place < most; place += 1) queue.putTarget(place, lane, symbolIndex);
    for (let index = from; index < view.length; index += this.#waiting) {
      this.flush();
      this.#waiting = runLength(view, index, QUEUE_LENGTH);
      queue.putBars(view.data, view.offsetOf(index), this.#waiting);
    }
    this.flush();
  }

  #queueOf(): LaneQueue {
    this.#queue ??= new LaneQueue(this.#memory);
    return this.#queue;
  }

  /** Gives the queue's memory back. Nobody uses the set any more. */
  close(): void {
    this.#queue?.close();
    this.#queue = undefined;
  }

  /** The outputs that a bar would give, NaN where there are none; the lane is left as it is. */
  preview(lane: number, bars: Float64Array, barAt: number): readonly number[] {
    this.#memory.putBar(bars, barAt);
    this.#peek ??= this.#compilePeek();
    this.#peek(lane, PREVIEW_AT, BAR_AT);
    const first = PREVIEW_AT / DOUBLE_BYTES;
    return Array.from(this.#memory.doubles.subarray(first, first + this.program.outputs.length));
  }

  #function(name: LaneFunction): WasmFunction {
    const columns = this.#columnsOf().map(({ byteOffset }) => byteOffset);
    return laneFunction(name, this.program, {
      columns,
      constantAt: (value) => this.#memory.constantAt(value),
    });
  }

  #compileMany(): ManyCall {
    const functions = [this.#function('one'), this.#function('pair'), manyFunction(0, 1)];
    return this.#instantiate(functions)('many') as ManyCall;
  }

  #compilePeek(): PeekCall {
    return this.#instantiate([this.#function('peek')])('peek') as PeekCall;
  }

  #instantiate(functions: readonly WasmFunction[]): (name: string) => unknown {
    const module = new WebAssembly.Module(moduleOf(functions, MOST_PAGES));
    const { exports } = new WebAssembly.Instance(module, { lanes: { memory: this.#memory.memory } });
    return (name) => exports[name];
  }
}

function blockOf(lane: number): number {
  return lane - (lane % LANES);
}

/** The count is an integer in the first half of its slot. */
function countAt(lane: number): number {
  return (lane + COUNT * LANES) * DOUBLE_INTEGERS;
}
