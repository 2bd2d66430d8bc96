import { BAR_START, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { argument } from '../formula/js-source.ts';
import { COUNT, LAST_START, type PlacedStacks, type Program } from '../formula/program.ts';
import type { Value } from '../formula/value.ts';
import { foldCode } from './lane-fold.ts';
import { DOUBLE_BYTES, ROW_BYTES } from './lane-layout.ts';
import { type Machine, ONE_LANE, TWO_LANES } from './lane-machine.ts';
import {
  type Bytes,
  choose,
  double,
  get,
  I32,
  INTEGER,
  integer,
  loadInteger,
  set,
  storeDouble,
  storeInteger,
  tee,
  type WasmFunction,
  when,
} from './wasm-code.ts';

export const BAR_BYTES = BAR_STRIDE * DOUBLE_BYTES;
export const DOUBLE_SHIFT = Math.log2(DOUBLE_BYTES);

/** Parameters: the lane's address in doubles; the symbol's index, or where a preview is to be written; the bar's address. */
const LANE = 0;
const SYMBOL = 1;
const BAR = 2;
const PARAMETERS = 3;

/**
 * `one` takes a bar to a lane; `pair` takes two bars, one behind the other, to a lane and its neighbour, whose symbols
 * are neighbours too and which have seen as many bars; `peek` says what a bar would give and changes nothing.
 */
export type LaneFunction = 'one' | 'pair' | 'peek';

export interface LaneTarget {
  /** Address of the column of each output. */
  readonly columns: readonly number[];
  /** Address at which a number stands twice in a row, from where it is faster to have than from the code; undefined where there is no room. */
  constantAt(value: number): number | undefined;
}

/** The program as WebAssembly, on one lane or two at once. */
export function laneFunction(name: LaneFunction, program: Program, target: LaneTarget): WasmFunction {
  const code = new LaneCode(name, program, target);
  return { name, parameters: PARAMETERS, locals: code.locals, body: code.bytes };
}

/** Byte offset of the place in the rings of one length, and that added to the lane's address: locals. */
interface Cursor {
  readonly rows: number;
  readonly place: number;
}

class LaneCode {
  readonly bytes: number[] = [];
  readonly locals: number[] = [];
  readonly #machine: Machine;
  readonly #named: Set<Value>;
  readonly #localOf = new Map<Value, number>();
  readonly #rings: Map<Value, { readonly at: number; readonly length: number }>;
  readonly #stacks: Map<number, PlacedStacks>;
  readonly #cells: Map<number, number>;
  readonly #cursors = new Map<number, Cursor>();
  readonly #count: number;

  constructor(
    private readonly name: LaneFunction,
    private readonly program: Program,
    private readonly target: LaneTarget,
  ) {
    this.#machine = name === 'pair' ? TWO_LANES : ONE_LANE;
    this.#named = new Set(program.order);
    this.#rings = new Map(program.rings.map((ring) => [ring.source, ring]));
    this.#stacks = new Map(program.stacks.map((stacks) => [stacks.number, stacks]));
    this.#cells = new Map(program.cells.map(({ number, at }) => [number, at]));
    this.#count = this.#local(I32);
    this.#begin();
    this.#computeAll();
    if (name !== 'peek') this.#moveOn();
  }

  #write(...parts: readonly Bytes[]): void {
    for (const part of parts) for (const byte of part) this.bytes.push(byte);
  }

  #local(type: number): number {
    this.locals.push(type);
    return PARAMETERS + this.locals.length - 1;
  }

  #begin(): void {
    this.#write(get(LANE), integer(DOUBLE_SHIFT), INTEGER.shiftLeft, set(LANE));
    if (this.name !== 'peek') this.#write(get(SYMBOL), integer(DOUBLE_SHIFT), INTEGER.shiftLeft, set(SYMBOL));
    this.#write(get(LANE), loadInteger(COUNT * ROW_BYTES), set(this.#count));
    for (const length of this.program.lengths) {
      const cursor = { rows: this.#local(I32), place: this.#local(I32) };
      this.#cursors.set(length, cursor);
      this.#write(get(this.#count), integer(length), INTEGER.modulo, integer(ROW_BYTES), INTEGER.times);
      this.#write(tee(cursor.rows), get(LANE), INTEGER.plus, set(cursor.place));
    }
    this.#write(get(this.#count), integer(1), INTEGER.plus, set(this.#count));
  }

  /** Each result is stored as soon as it is there: what waits for the end of the function is spilled until then. */
  #computeAll(): void {
    const stores = this.#stores();
    for (const value of this.program.order) {
      const local = this.#local(this.#machine.type);
      this.#write(this.#expression(value), set(local));
      this.#localOf.set(value, local);
      for (const code of stores.get(value.id) ?? []) this.#write(code());
    }
    for (const code of stores.get(CONSTANTS) ?? []) this.#write(code());
  }

  /** By the value after which it can be done: the code of each store. */
  #stores(): Map<number, (() => Bytes)[]> {
    const stores = new Map<number, (() => Bytes)[]>();
    const after = (values: readonly Value[], code: () => Bytes): void => {
      const ids = values.filter((value) => this.#named.has(value)).map(({ id }) => id);
      const last = Math.max(CONSTANTS, ...ids);
      stores.set(last, [...(stores.get(last) ?? []), code]);
    };
    for (const [index, output] of this.program.outputs.entries())
      after([output], () => this.#output(index, output));
    if (this.name === 'peek') return stores;
    for (const { cell, at } of this.program.cells)
      after([cell.next, cell.before], () => this.#put(get(LANE), at, cell.next));
    for (const { pushed, period, at } of this.program.stacks)
      after([pushed], () => this.#put(get(this.#cursor(period).place), at[0] ?? 0, pushed));
    return stores;
  }

  /** An output that is not ready leaves its column as it is: NaN. */
  #output(index: number, output: Value): Bytes {
    const { store } = this.#machine;
    const isReady = this.#hasCounted(output.readyAt);
    if (this.name !== 'peek')
      return [
        ...isReady,
        ...when([...get(SYMBOL), ...this.#use(output), ...store(this.target.columns[index] ?? 0)]),
      ];
    const value = choose(this.#machine.type, this.#use(output), double(Number.NaN));
    return [...get(SYMBOL), ...isReady, ...value, ...storeDouble(index * DOUBLE_BYTES)];
  }

  #put(address: Bytes, slot: number, value: Value): Bytes {
    return [...address, ...this.#use(value), ...this.#machine.store(slot * ROW_BYTES)];
  }

  #use(value: Value): Bytes {
    if (value.operation === 'constant') return this.#constant(value.detail);
    const local = this.#localOf.get(value);
    if (local !== undefined) return get(local);
    if (this.#named.has(value)) throw new Error('A value is used before it is computed');
    return this.#expression(value);
  }

  #constant(value: number): Bytes {
    const address = this.target.constantAt(value);
    return address === undefined
      ? this.#machine.constant(value)
      : [...integer(0), ...this.#machine.load(address)];
  }

  #expression(value: Value): Bytes {
    const { operation, args, detail } = value;
    if (operation === 'bar') return this.#machine.field(get(BAR), detail * DOUBLE_BYTES, BAR_BYTES);
    if (operation === 'cell') return [...get(LANE), ...this.#load(this.#cells.get(detail) ?? 0)];
    if (operation === 'suffix') return this.#suffix(value);
    if (operation === 'ago') return this.#earlier(value);
    const used = args.map((arg) => this.#use(arg));
    const [then = [], before = []] = used;
    if (operation === 'since')
      return [...this.#hasCounted(detail), ...choose(this.#machine.type, then, before)];
    return this.#machine.compute(operation, used) ?? [];
  }

  #hasCounted(bars: number): Bytes {
    return [...get(this.#count), ...integer(bars), ...INTEGER.isAtLeast];
  }

  #suffix(value: Value): Bytes {
    const stacks = this.#stacks.get(value.detail);
    const at = stacks?.at[argument(value, 0).detail] ?? 0;
    return [...get(this.#cursor(stacks?.period ?? 0).place), ...this.#load(at + 1)];
  }

  #earlier(value: Value): Bytes {
    const { at, length } = this.#rings.get(argument(value, 0)) ?? { at: 0, length: 0 };
    const { rows, place } = this.#cursor(length);
    if (value.detail === length) return [...get(place), ...this.#load(at)];
    const back = value.detail * ROW_BYTES;
    // Before the ring's first place it goes on at its end: the sign of the distance masks the ring's length.
    return [
      ...get(place),
      ...[...get(rows), ...integer(back), ...INTEGER.minus, ...integer(31), ...INTEGER.shiftRight],
      ...[...integer(length * ROW_BYTES), ...INTEGER.and, ...INTEGER.plus],
      ...[...integer(back), ...INTEGER.minus],
      ...this.#load(at),
    ];
  }

  #cursor(length: number): Cursor {
    const cursor = this.#cursors.get(length);
    if (cursor === undefined) throw new RangeError(`No ring of ${length} places`);
    return cursor;
  }

  #load(slot: number): Bytes {
    return this.#machine.load(slot * ROW_BYTES);
  }

  /** What must wait until everything has been read: rings, places, counters. */
  #moveOn(): void {
    const start = this.#machine.field(get(BAR), BAR_START * DOUBLE_BYTES, BAR_BYTES);
    this.#write(get(LANE), start, this.#machine.store(LAST_START * ROW_BYTES));
    for (let lane = 0; lane < this.#machine.lanes; lane += 1)
      this.#write(get(LANE), get(this.#count), storeInteger(COUNT * ROW_BYTES + lane * DOUBLE_BYTES));
    for (const { source, length, at } of this.program.rings)
      this.#write(this.#put(get(this.#cursor(length).place), at, source));
    for (const stacks of this.program.stacks) {
      const isFull = [...integer((stacks.period - 1) * ROW_BYTES), ...INTEGER.equal];
      this.#write(get(this.#cursor(stacks.period).rows), isFull, when(this.#turnOver(stacks)));
    }
  }

  /** Folds a full block (see Fold), then begins the next. */
  #turnOver(stacks: PlacedStacks): Bytes {
    const { cells, anchor } = stacks;
    const code = foldCode(stacks, {
      machine: this.#machine,
      lane: get(LANE),
      newLocal: (type) => this.#local(type),
      use: (value) => this.#use(value),
      constant: (value) => this.#constant(value),
    });
    const slotOf = (cell: Value): number => this.#cells.get(cell.detail) ?? 0;
    const resets = cells.map(({ before, initial }) => [
      ...[...get(LANE), ...this.#constant(initial)],
      ...this.#machine.store(slotOf(before) * ROW_BYTES),
    ]);
    const moved = anchor === undefined ? [] : this.#put(get(LANE), slotOf(anchor.cell.before), anchor.to);
    return [...code, ...resets.flat(), ...moved];
  }
}

/** Where stores stand that wait for no value. */
const CONSTANTS = -1;
