import { type BarView, runLength } from '../bar-view.ts';
import { COUNT, LAST_START, type Program } from '../formula/program.ts';
import { type LaneFunction, laneFunction } from './lane-code.ts';
import { DOUBLE_BYTES, LANES, NO_LANE, ROW_BYTES } from './lane-layout.ts';
import {
  BAR_AT,
  BARS_AT,
  BATCH,
  LANE_LIST_AT,
  type LaneMemory,
  MOST_PAGES,
  PREVIEW_AT,
  SYMBOL_LIST_AT,
} from './lane-memory.ts';
import { manyFunction } from './many-code.ts';
import { moduleOf, type WasmFunction } from './wasm-code.ts';

const DOUBLE_INTEGERS = DOUBLE_BYTES / Int32Array.BYTES_PER_ELEMENT;

type LaneCall = (lane: number, symbolIndex: number, bar: number) => void;
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
  #one: LaneCall | undefined;
  #many: ManyCall | undefined;
  #peek: LaneCall | undefined;

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
    this.program.forEachInitial((slot, value) => {
      doubles[lane + slot * LANES] = value;
    });
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
    this.#one = undefined;
    this.#many = undefined;
  }

  /** One closed bar to a lane, and the values to the columns. Allocates nothing. */
  update(lane: number, symbolIndex: number, bars: Float64Array, barAt: number): void {
    this.#memory.putBar(bars, barAt);
    if (this.#one === undefined) this.#compile();
    this.#one?.(lane, symbolIndex, BAR_AT);
  }

  /** The bars that were put into the memory's batch, to the lanes and symbols of its lists, in their order. */
  updateBatch(bars: number): void {
    if (bars > BATCH) throw new RangeError(`A batch has ${BATCH} bars at most, not ${bars}`);
    if (bars === 0) return;
    if (this.#many === undefined) this.#compile();
    this.#many?.(bars, LANE_LIST_AT, SYMBOL_LIST_AT, BARS_AT);
  }

  /** All bars of the view from that index on, one after the other, to one lane. */
  replay(lane: number, symbolIndex: number, view: BarView, from: number): void {
    const most = Math.min(BATCH, view.length - from);
    for (let place = 0; place < most; place += 1) this.#memory.putTarget(place, lane, symbolIndex);
    for (let index = from; index < view.length; ) {
      const bars = runLength(view, index, BATCH);
      this.#memory.putBars(view.data, view.offsetOf(index), bars);
      this.updateBatch(bars);
      index += bars;
    }
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

  #compile(): void {
    const exported = this.#instantiate([this.#function('one'), this.#function('pair'), manyFunction(0, 1)]);
    this.#one = exported('one') as LaneCall;
    this.#many = exported('many') as ManyCall;
  }

  #compilePeek(): LaneCall {
    return this.#instantiate([this.#function('peek')])('peek') as LaneCall;
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
