import { BAR_START, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { neutralOf } from '../formula/formula.ts';
import { argument } from '../formula/js-source.ts';
import { COUNT, LAST_START, type PlacedStacks, type Program } from '../formula/program.ts';
import type { Operation, Value } from '../formula/value.ts';
import { DOUBLE_BYTES, ROW_BYTES } from './lane-layout.ts';
import {
  type Bytes,
  choose,
  get,
  I32,
  INTEGER,
  integer,
  loadBoth,
  loadFirst,
  loadInteger,
  loadPair,
  loadSecond,
  repeatWhile,
  set,
  storeFirst,
  storeInteger,
  storePair,
  tee,
  V128,
  VECTOR,
  vectorOf,
  type WasmFunction,
  when,
  whenElse,
} from './wasm-code.ts';

const BAR_BYTES = BAR_STRIDE * DOUBLE_BYTES;
const DOUBLE_SHIFT = Math.log2(DOUBLE_BYTES);

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
  /** Address of a number in memory, from where it is faster to have than from the code; undefined where there is no room. */
  constantAt(value: number): number | undefined;
}

const OPERATORS: Readonly<Partial<Record<Operation, Bytes>>> = {
  plus: VECTOR.plus,
  minus: VECTOR.minus,
  times: VECTOR.times,
  over: VECTOR.over,
  highest: VECTOR.highest,
  lowest: VECTOR.lowest,
  size: VECTOR.size,
  root: VECTOR.root,
  ready_at: [],
};

const COMPARISONS: Readonly<Partial<Record<Operation, Bytes>>> = {
  where_equal: VECTOR.equal,
  where_greater: VECTOR.greater,
  where_at_most: VECTOR.atMost,
};

/** The program as WebAssembly, on one lane or two at once with the same instructions. */
export function laneFunction(name: LaneFunction, program: Program, target: LaneTarget): WasmFunction {
  const code = new LaneCode(name, program, target);
  return { name, parameters: PARAMETERS, locals: code.locals, body: code.bytes };
}

class LaneCode {
  readonly bytes: number[] = [];
  readonly locals: number[] = [];
  readonly #named: Set<Value>;
  readonly #localOf = new Map<Value, number>();
  readonly #rings: Map<Value, { readonly at: number; readonly length: number }>;
  readonly #stacks: Map<number, PlacedStacks>;
  readonly #cells: Map<number, number>;
  /** By length: bytes from the first row of a ring to the place, and that added to the lane's address. */
  readonly #cursors = new Map<number, { readonly rows: number; readonly place: number }>();
  readonly #count: number;

  constructor(
    private readonly name: LaneFunction,
    private readonly program: Program,
    private readonly target: LaneTarget,
  ) {
    this.#named = new Set(program.order);
    this.#rings = new Map(program.rings.map((ring) => [ring.source, ring]));
    this.#stacks = new Map(program.stacks.map((stacks) => [stacks.number, stacks]));
    this.#cells = new Map(program.cells.map(({ number, at }) => [number, at]));
    this.#count = this.#local(I32);
    this.#begin();
    for (const value of program.order) this.#compute(value);
    if (name === 'peek') this.#writePreview();
    else {
      this.#writeColumns();
      this.#writeState();
    }
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
    this.#write(get(LANE), loadInteger(COUNT * ROW_BYTES), integer(1), INTEGER.plus, set(this.#count));
    for (const [length, slot] of this.program.cursors) {
      const cursor = { rows: this.#local(I32), place: this.#local(I32) };
      this.#cursors.set(length, cursor);
      this.#write(get(LANE), loadInteger(slot * ROW_BYTES), tee(cursor.rows));
      this.#write(get(LANE), INTEGER.plus, set(cursor.place));
    }
  }

  #compute(value: Value): void {
    const local = this.#local(V128);
    this.#write(this.#expression(value), set(local));
    this.#localOf.set(value, local);
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
    return address === undefined ? vectorOf(value) : [...integer(0), ...loadBoth(address)];
  }

  #expression(value: Value): Bytes {
    const { operation, args, detail } = value;
    const operator = OPERATORS[operation];
    if (operator !== undefined) return [...args.flatMap((arg) => this.#use(arg)), ...operator];
    const comparison = COMPARISONS[operation];
    if (comparison !== undefined) {
      const [left, right, yes, no] = [0, 1, 2, 3].map((index) => this.#use(argument(value, index)));
      return [yes, no, left, right].flatMap((part) => part ?? []).concat(comparison, VECTOR.select);
    }
    if (operation === 'bar') return this.#field(detail);
    if (operation === 'cell') return [...get(LANE), ...this.#load(this.#cells.get(detail) ?? 0)];
    if (operation === 'since')
      return [
        ...this.#hasCounted(detail),
        ...choose(this.#use(argument(value, 0)), this.#use(argument(value, 1))),
      ];
    return operation === 'suffix' ? this.#suffix(value) : this.#earlier(value);
  }

  #hasCounted(bars: number): Bytes {
    return [...get(this.#count), ...integer(bars), ...INTEGER.isAtLeast];
  }

  /** A field of the bar, or of both bars. */
  #field(field: number): Bytes {
    const at = field * DOUBLE_BYTES;
    if (this.name !== 'pair') return [...get(BAR), ...loadFirst(at)];
    // The address of the second bar goes below the vector that its field is put into.
    return [...get(BAR), ...get(BAR), ...loadFirst(at), ...loadSecond(at + BAR_BYTES)];
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

  #cursor(length: number): { readonly rows: number; readonly place: number } {
    const cursor = this.#cursors.get(length);
    if (cursor === undefined) throw new RangeError(`No ring of ${length} places`);
    return cursor;
  }

  #load(slot: number): Bytes {
    return this.name === 'pair' ? loadPair(slot * ROW_BYTES) : loadFirst(slot * ROW_BYTES);
  }

  #store(slot: number): Bytes {
    return this.#storeAt(slot * ROW_BYTES);
  }

  #storeAt(offset: number): Bytes {
    return this.name === 'pair' ? storePair(offset) : storeFirst(offset);
  }

  /** Outputs that are not ready leave their column as it is: NaN. */
  #writeColumns(): void {
    const byReady = new Map<number, Bytes[]>();
    for (const [index, output] of this.program.outputs.entries()) {
      const stores = byReady.get(output.readyAt) ?? [];
      stores.push([...get(SYMBOL), ...this.#use(output), ...this.#storeAt(this.target.columns[index] ?? 0)]);
      byReady.set(output.readyAt, stores);
    }
    for (const [readyAt, stores] of byReady) this.#write(this.#hasCounted(readyAt), when(stores.flat()));
  }

  #writePreview(): void {
    for (const [index, output] of this.program.outputs.entries()) {
      this.#write(get(SYMBOL), this.#hasCounted(output.readyAt));
      this.#write(choose(this.#use(output), vectorOf(Number.NaN)), storeFirst(index * DOUBLE_BYTES));
    }
  }

  #writeState(): void {
    this.#writeInteger(COUNT, get(this.#count));
    this.#write(get(LANE), this.#field(BAR_START), this.#store(LAST_START));
    for (const { cell, at } of this.program.cells)
      this.#write(get(LANE), this.#use(cell.next), this.#store(at));
    for (const { source, length, at } of this.program.rings)
      this.#write(get(this.#cursor(length).place), this.#use(source), this.#store(at));
    for (const { pushed, period, at } of this.program.stacks)
      this.#write(get(this.#cursor(period).place), this.#use(pushed), this.#store(at[0] ?? 0));
    for (const [length, slot] of this.program.cursors) this.#moveCursor(length, slot);
  }

  #writeInteger(slot: number, value: Bytes): void {
    const lanes = this.name === 'pair' ? 2 : 1;
    for (let lane = 0; lane < lanes; lane += 1)
      this.#write(get(LANE), value, storeInteger(slot * ROW_BYTES + lane * DOUBLE_BYTES));
  }

  #moveCursor(length: number, slot: number): void {
    const { rows } = this.#cursor(length);
    const full = this.program.stacks.filter(({ period }) => period === length);
    const turn = [...integer(0), ...set(rows), ...full.flatMap((stacks) => this.#turnOver(stacks))];
    this.#write(get(rows), integer(ROW_BYTES), INTEGER.plus, tee(rows));
    this.#write(integer(length * ROW_BYTES), INTEGER.equal, when(turn));
    this.#writeInteger(slot, get(rows));
  }

  /** Folds a full block (see Fold), then begins the next. */
  #turnOver(stacks: PlacedStacks): Bytes {
    const { cells, anchor } = stacks;
    const code = [...this.#fold(stacks)];
    for (const { before, initial } of cells)
      code.push(
        ...get(LANE),
        ...this.#constant(initial),
        ...this.#store(this.#cells.get(before.detail) ?? 0),
      );
    if (anchor !== undefined) {
      const slot = this.#cells.get(anchor.cell.before.detail) ?? 0;
      code.push(...get(LANE), ...this.#use(anchor.to), ...this.#store(slot));
    }
    return code;
  }

  #fold(stacks: PlacedStacks): Bytes {
    const { fold, period, at, anchor } = stacks;
    const [first = 0, second = first] = at;
    const [place, total, other] = [this.#local(I32), this.#local(V128), this.#local(V128)];
    const here = [...get(place), ...this.#load(0)];
    const keep = (local: number, slot = 0): Bytes => [...get(place), ...get(local), ...this.#store(slot)];
    const add = (local: number, value: Bytes): Bytes => [
      ...get(local),
      ...value,
      ...VECTOR.plus,
      ...set(local),
    ];
    const steps = {
      highest: () => [...get(total), ...here, ...VECTOR.highest, ...set(total), ...keep(total)],
      lowest: () => [...get(total), ...here, ...VECTOR.lowest, ...set(total), ...keep(total)],
      weighted: () => [...add(total, here), ...add(other, get(total)), ...keep(other)],
      moments: () => {
        const [from, to] = anchor === undefined ? [[], []] : [this.#use(anchor.from), this.#use(anchor.to)];
        const distance = this.#local(V128);
        const square = [...get(distance), ...get(distance), ...VECTOR.times];
        return [
          ...[...here, ...from, ...to, ...VECTOR.minus, ...VECTOR.plus, ...set(distance)],
          ...[...add(total, get(distance)), ...add(other, square)],
          ...[...keep(total), ...keep(other, second - first)],
        ];
      },
    };
    const begin = [...get(LANE), ...integer(first * ROW_BYTES), ...INTEGER.plus];
    return [
      ...[...this.#constant(neutralOf(fold)), ...tee(total), ...set(other)],
      ...[...begin, ...integer((period - 1) * ROW_BYTES), ...INTEGER.plus, ...set(place)],
      ...repeatWhile([
        ...steps[fold](),
        ...[...get(place), ...integer(ROW_BYTES), ...INTEGER.minus, ...tee(place)],
        ...[...begin, ...INTEGER.isAtLeast],
      ]),
    ];
  }
}

/** The parameters of `many`: number of bars; addresses of the lanes, of the symbols' indexes, of the bars. */
const LEFT = 0;
const LANE_LIST = 1;
const SYMBOL_LIST = 2;
const BAR_LIST = 3;
const INTEGER_BYTES = 4;

/** Takes a bar to each lane of a list: two at once where `pair` can, by the functions `one` and `pair` of those numbers. */
export function manyFunction(one: number, pair: number): WasmFunction {
  const lane = [...get(LANE_LIST), ...loadInteger(0)];
  const symbol = [...get(SYMBOL_LIST), ...loadInteger(0)];
  const nextOf = (list: number): Bytes => [...get(list), ...loadInteger(INTEGER_BYTES)];
  const both = [...integer(1), ...INTEGER.plus];
  const count = (address: Bytes): Bytes => [
    ...address,
    ...[...integer(DOUBLE_SHIFT), ...INTEGER.shiftLeft],
    ...loadInteger(COUNT * ROW_BYTES),
  ];
  const canPair = [
    ...[...integer(1), ...get(LEFT), ...INTEGER.isLess],
    ...[...lane, ...integer(1), ...INTEGER.and, ...INTEGER.isZero, ...INTEGER.and],
    ...[...lane, ...both, ...nextOf(LANE_LIST), ...INTEGER.equal, ...INTEGER.and],
    ...[...symbol, ...both, ...nextOf(SYMBOL_LIST), ...INTEGER.equal, ...INTEGER.and],
  ];
  const inStep = [...count(lane), ...count([...lane, ...both]), ...INTEGER.equal];
  const advance = (bars: number): Bytes => [
    ...[...get(LEFT), ...integer(bars), ...INTEGER.minus, ...set(LEFT)],
    ...[...get(LANE_LIST), ...integer(bars * INTEGER_BYTES), ...INTEGER.plus, ...set(LANE_LIST)],
    ...[...get(SYMBOL_LIST), ...integer(bars * INTEGER_BYTES), ...INTEGER.plus, ...set(SYMBOL_LIST)],
    ...[...get(BAR_LIST), ...integer(bars * BAR_BYTES), ...INTEGER.plus, ...set(BAR_LIST)],
  ];
  const take = (func: number, bars: number): Bytes => [
    ...[...lane, ...symbol, ...get(BAR_LIST), 0x10, func],
    ...advance(bars),
  ];
  const single = take(one, 1);
  const body = repeatWhile([
    ...canPair,
    ...whenElse([...inStep, ...whenElse(take(pair, 2), single)], single),
    ...get(LEFT),
  ]);
  return { name: 'many', parameters: 4, locals: [], body };
}
