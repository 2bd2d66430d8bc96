import type { Operation } from '../formula/value.ts';
import {
  type Bytes,
  DOUBLE,
  double,
  F64,
  loadDouble,
  loadFirst,
  loadPair,
  loadSecond,
  storeDouble,
  storePair,
  V128,
  VECTOR,
  vectorOf,
} from './wasm-code.ts';

/** The operations of a formula as instructions, over so many lanes at once. */
export interface Machine {
  readonly lanes: 1 | 2;
  /** Of its locals. */
  readonly type: number;
  readonly load: (offset: number) => Bytes;
  readonly store: (offset: number) => Bytes;
  readonly constant: (value: number) => Bytes;
  /** A field of the bar whose address `bar` pushes; of both bars, the second `stride` bytes behind the first. */
  field(bar: Bytes, offset: number, stride: number): Bytes;
  /** Undefined for what is no arithmetic. */
  compute(operation: Operation, args: readonly Bytes[]): Bytes | undefined;
}

const ON_DOUBLES: Readonly<Partial<Record<Operation, Bytes>>> = {
  plus: DOUBLE.plus,
  minus: DOUBLE.minus,
  times: DOUBLE.times,
  over: DOUBLE.over,
  size: DOUBLE.size,
  root: DOUBLE.root,
  ready_at: [],
};

const ON_VECTORS: Readonly<Partial<Record<Operation, Bytes>>> = {
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

/** Comparisons that nearly always come out the same: a jump, which is foreseen, is cheaper than both sides. */
const RARE: Readonly<Partial<Record<Operation, Bytes>>> = {
  where_equal: DOUBLE.equal,
  where_at_most: DOUBLE.atMost,
};

/** One lane: doubles; what prices make unpredictable is decided without jumps, on vectors. */
export const ONE_LANE: Machine = {
  lanes: 1,
  type: F64,
  load: loadDouble,
  store: storeDouble,
  constant: double,
  field: (bar, offset) => [...bar, ...loadDouble(offset)],
  compute(operation, args) {
    const [left = [], right = [], yes = [], no = []] = args;
    const simple = ON_DOUBLES[operation];
    if (simple !== undefined) return [...args.flat(), ...simple];
    const rare = RARE[operation];
    if (rare !== undefined) return [...yes, ...no, ...left, ...right, ...rare, ...DOUBLE.select];
    const widened = args.map((arg) => [...arg, ...VECTOR.ofDouble]);
    const onVectors = TWO_LANES.compute(operation, widened);
    return onVectors && [...onVectors, ...VECTOR.firstHalf];
  },
};

/** Two neighbouring lanes: vectors. */
export const TWO_LANES: Machine = {
  lanes: 2,
  type: V128,
  load: loadPair,
  store: storePair,
  constant: vectorOf,
  // The address of the second bar goes below the vector that its field is put into.
  field: (bar, offset, stride) => [...bar, ...bar, ...loadFirst(offset), ...loadSecond(offset + stride)],
  compute(operation, args) {
    const [left = [], right = [], yes = [], no = []] = args;
    const simple = ON_VECTORS[operation];
    if (simple !== undefined) return [...args.flat(), ...simple];
    const comparison = COMPARISONS[operation];
    return comparison && [...yes, ...no, ...left, ...right, ...comparison, ...VECTOR.select];
  },
};
