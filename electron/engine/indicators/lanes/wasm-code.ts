/*
 * Instructions and modules of WebAssembly as bytes: as much of the format as the code of lanes needs
 * (WebAssembly core specification, binary format; vector instructions of SIMD 128).
 */

export type Bytes = readonly number[];

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** An unsigned number in LEB128. */
function unsigned(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** A signed 32-bit number in LEB128. */
function signed(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(isLast ? low : low + 128);
    if (isLast) return bytes;
  }
}

function vector(code: number, ...operands: Bytes): Bytes {
  return [0xfd, ...unsigned(code), ...operands];
}

/** On doubles. */
export const DOUBLE = {
  plus: [0xa0],
  minus: [0xa1],
  times: [0xa2],
  over: [0xa3],
  equal: [0x61],
  atMost: [0x65],
  size: [0x99],
  root: [0x9f],
  /** Of yes, no and a condition. */
  select: [0x1b],
} as const;

/** On vectors of two doubles. `highest` is `a < b ? b : a`, `lowest` is `b < a ? b : a`. */
export const VECTOR = {
  plus: vector(0xf0),
  minus: vector(0xf1),
  times: vector(0xf2),
  over: vector(0xf3),
  highest: vector(0xf7),
  lowest: vector(0xf6),
  equal: vector(0x47),
  greater: vector(0x4a),
  atMost: vector(0x4b),
  size: vector(0xec),
  root: vector(0xef),
  /** Of yes, no and a mask. */
  select: vector(0x52),
  /** A double into both halves. */
  ofDouble: vector(0x14),
  firstHalf: vector(0x21, 0),
} as const;

/** On 32-bit integers; comparisons take them without a sign, as addresses are. */
export const INTEGER = {
  plus: [0x6a],
  minus: [0x6b],
  times: [0x6c],
  modulo: [0x70],
  and: [0x71],
  shiftLeft: [0x74],
  /** Keeps the sign: all ones of a negative number shifted by 31. */
  shiftRight: [0x75],
  equal: [0x46],
  isZero: [0x45],
  isLess: [0x49],
  isAtLeast: [0x4f],
} as const;

export const get = (local: number): Bytes => [0x20, ...unsigned(local)];
export const set = (local: number): Bytes => [0x21, ...unsigned(local)];
/** Sets the local and leaves the value. */
export const tee = (local: number): Bytes => [0x22, ...unsigned(local)];
export const integer = (value: number): Bytes => [0x41, ...signed(value)];
export const call = (func: number): Bytes => [0x10, ...unsigned(func)];

/** Loads and stores at the address on the stack plus `offset`. */
export const loadInteger = (offset: number): Bytes => [0x28, 2, ...unsigned(offset)];
export const storeInteger = (offset: number): Bytes => [0x36, 2, ...unsigned(offset)];
export const loadDouble = (offset: number): Bytes => [0x2b, 3, ...unsigned(offset)];
export const storeDouble = (offset: number): Bytes => [0x39, 3, ...unsigned(offset)];
/** One double into the first half, zero into the other. */
export const loadFirst = (offset: number): Bytes => vector(0x5d, 3, ...unsigned(offset));
/** One double into the second half of the vector on the stack. */
export const loadSecond = (offset: number): Bytes => vector(0x57, 3, ...unsigned(offset), 1);
export const loadPair = (offset: number): Bytes => vector(0x00, 3, ...unsigned(offset));
export const storePair = (offset: number): Bytes => vector(0x0b, 3, ...unsigned(offset));

function bytesOf(value: number): Bytes {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

export const double = (value: number): Bytes => [0x44, ...bytesOf(value)];
/** Both halves the same number. */
export const vectorOf = (value: number): Bytes => vector(0x0c, ...bytesOf(value), ...bytesOf(value));

/** `then` where the number on the stack is not zero. */
export const when = (then: Bytes): Bytes => [0x04, 0x40, ...then, 0x0b];
export const whenElse = (then: Bytes, otherwise: Bytes): Bytes => [
  0x04,
  0x40,
  ...then,
  0x05,
  ...otherwise,
  0x0b,
];
/** The same with a result of that type. */
export const choose = (type: number, then: Bytes, otherwise: Bytes): Bytes => [
  0x04,
  type,
  ...then,
  0x05,
  ...otherwise,
  0x0b,
];
/** The body again and again while it leaves a number other than zero. */
export const repeatWhile = (body: Bytes): Bytes => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];

/** A function of 32-bit integers that answers nothing. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** Types of its other locals, which come behind the parameters. */
  readonly locals: Bytes;
  readonly body: Bytes;
}

/** A module that imports the shared memory `lanes.memory` and exports the functions. */
export function moduleOf(functions: readonly WasmFunction[], mostPages: number): Uint8Array {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...unsigned(parameters),
    ...new Array<number>(parameters).fill(I32),
    0,
  ]);
  const memory = joined([text('lanes'), text('memory'), [2, 3, 1], unsigned(mostPages)]);
  return joined([
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, listOf(types)),
    section(2, listOf([memory])),
    section(3, listOf(functions.map((_, index) => unsigned(index)))),
    section(7, listOf(functions.map(({ name }, index) => joined([text(name), [0], unsigned(index)])))),
    section(10, listOf(functions.map(bodyOf))),
  ]);
}

/** Whole bodies are joined as typed arrays: lists of so many numbers are slow to spread. */
type Piece = Bytes | Uint8Array;

function joined(pieces: readonly Piece[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function bodyOf({ locals, body }: WasmFunction): Piece {
  const declared = listOf(locals.map((type) => [1, type]));
  return joined([unsigned(declared.length + body.length + 1), declared, body, [0x0b]]);
}

function section(id: number, content: Piece): Piece {
  return joined([[id], unsigned(content.length), content]);
}

function listOf(items: readonly Piece[]): Piece {
  return joined([unsigned(items.length), ...items]);
}

function text(value: string): Bytes {
  return [...unsigned(value.length), ...Array.from(value, (letter) => letter.charCodeAt(0))];
}
