import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { BAR_STRIDE, type PriceBasis } from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { RejectedRow } from '../contract.ts';

const MAGIC = Buffer.from('TDBARS02', 'latin1');
/** Magic, length of the header, its checksum. */
const PRELUDE = 16;
const RECORD_BYTES = BAR_STRIDE * Float64Array.BYTES_PER_ELEMENT;
/** No header of a whole market is larger; a longer one is no header. */
const LARGEST_HEADER = 64 * 1024 * 1024;
/** Bytes between two wanted entries that are read along rather than asked for around. */
const READ_OVER = 64 * 1024;

/** What a source answered for one symbol, when it was asked for nothing else. */
export interface PackEntry {
  readonly symbol: SymbolId;
  readonly records: Float64Array;
  readonly basis: PriceBasis;
  readonly cause?: string;
  /** The rows that it refused on the way. */
  readonly rejected: readonly RejectedRow[];
}

/** Beside the numbers, in the order of the entries. */
interface PackHeader {
  readonly key: string;
  readonly symbols: readonly SymbolId[];
  readonly bars: readonly number[];
  readonly checks: readonly number[];
  readonly bases: readonly PriceBasis[];
  /** Number of each entry's basis. */
  readonly basisOf: readonly number[];
  readonly causes: Readonly<Record<number, string>>;
  readonly rejected: Readonly<Record<number, readonly RejectedRow[]>>;
}

/**
 * The bytes of a pack: a header, then the records of all entries as doubles, one after the other. `key` says what
 * the answers depend on: a pack with another one is not read.
 */
export function encodePack(key: string, entries: readonly PackEntry[]): Uint8Array {
  const bases = [...new Map(entries.map(({ basis }) => [JSON.stringify(basis), basis])).values()];
  const texts = bases.map((basis) => JSON.stringify(basis));
  const noted = entries.map((entry, position) => ({ ...entry, position }));
  const header: PackHeader = {
    key,
    symbols: entries.map(({ symbol }) => symbol),
    bars: entries.map(({ records }) => records.length / BAR_STRIDE),
    checks: entries.map(({ records }) => checkOf(wordsOf(records))),
    bases,
    basisOf: entries.map(({ basis }) => texts.indexOf(JSON.stringify(basis))),
    causes: Object.fromEntries(
      noted.flatMap(({ cause, position }) => (cause === undefined ? [] : [[position, cause]])),
    ),
    rejected: Object.fromEntries(
      noted.flatMap(({ rejected, position }) => (rejected.length === 0 ? [] : [[position, rejected]])),
    ),
  };
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const headerLength = Math.ceil(text.length / 8) * 8;
  const count = entries.reduce((sum, { records }) => sum + records.byteLength, 0);
  const bytes = Buffer.alloc(PRELUDE + headerLength + count, ' ');
  MAGIC.copy(bytes);
  text.copy(bytes, PRELUDE);
  bytes.writeUInt32LE(headerLength, 8);
  bytes.writeUInt32LE(headerCheck(bytes.subarray(PRELUDE, PRELUDE + headerLength)), 12);
  let at = PRELUDE + headerLength;
  for (const { records } of entries) {
    Buffer.from(records.buffer, records.byteOffset, records.byteLength).copy(bytes, at);
    at += records.byteLength;
  }
  return bytes;
}

/** An opened pack. Nothing of it is believed unchecked; what is damaged is as if it were not there. */
export class ColumnPack {
  /** When it was written, or last marked as used. */
  readonly usedMs: number;
  readonly #file: number;
  readonly #header: PackHeader;
  /** Made when symbols are asked for in another order than theirs here. */
  #positions: ReadonlyMap<SymbolId, number> | undefined;
  /** Byte at which each entry begins; one more for the end. */
  readonly #offsets: Float64Array;
  /** Position after the last that was asked for. */
  #next = 0;

  private constructor(file: number, header: PackHeader, begin: number, usedMs: number) {
    this.#file = file;
    this.usedMs = usedMs;
    this.#header = header;
    const offsets = new Float64Array(header.bars.length + 1);
    let at = begin;
    offsets[0] = at;
    for (let position = 0; position < header.bars.length; position += 1) {
      at += (header.bars[position] ?? Number.NaN) * RECORD_BYTES;
      offsets[position + 1] = at;
    }
    this.#offsets = offsets;
  }

  /** Opens a pack of that key; undefined where there is none, or it is another's, an older one's or damaged. */
  static open(path: string, key: string): ColumnPack | undefined {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      return undefined;
    }
    try {
      const pack = ColumnPack.#read(file, key);
      if (pack !== undefined) return pack;
    } catch {
      // What cannot be read is not there.
    }
    closeSync(file);
    return undefined;
  }

  static #read(file: number, key: string): ColumnPack | undefined {
    const prelude = Buffer.alloc(PRELUDE);
    if (readSync(file, prelude, 0, PRELUDE, 0) !== PRELUDE || !prelude.subarray(0, 8).equals(MAGIC)) {
      return undefined;
    }
    const length = prelude.readUInt32LE(8);
    if (length > LARGEST_HEADER) return undefined;
    const text = Buffer.alloc(length);
    if (readSync(file, text, 0, length, PRELUDE) !== length) return undefined;
    if (headerCheck(text) !== prelude.readUInt32LE(12)) return undefined;
    // Its checksum says that it is what encodePack wrote.
    const header: PackHeader = JSON.parse(text.toString('utf8'));
    if (header.key !== key) return undefined;
    const { size, mtimeMs } = fstatSync(file);
    const pack = new ColumnPack(file, header, PRELUDE + length, mtimeMs);
    return size === pack.#offsets.at(-1) ? pack : undefined;
  }

  get symbols(): readonly SymbolId[] {
    return this.#header.symbols;
  }

  /**
   * The entries of these symbols, in their order; undefined for one that is not there or damaged. Neighbours are
   * read together and share one new buffer.
   */
  read(symbols: readonly SymbolId[]): (PackEntry | undefined)[] {
    const positions = this.#positionsOf(symbols);
    const wanted = positions.filter((position) => position >= 0);
    const read = new Map<number, PackEntry>();
    for (const run of this.#runsOf(isAscending(wanted) ? wanted : wanted.sort())) this.#readRun(run, read);
    const entries: (PackEntry | undefined)[] = [];
    for (const position of positions) entries.push(read.get(position));
    return entries;
  }

  /** Position of each symbol, below zero where it is not there. Mostly they are asked for in the order of the pack. */
  #positionsOf(asked: readonly SymbolId[]): Int32Array {
    const { symbols } = this.#header;
    const positions = new Int32Array(asked.length);
    let next = this.#next;
    for (const [index, symbol] of asked.entries()) {
      const position = symbols[next] === symbol ? next : this.#look(symbol);
      positions[index] = position;
      if (position >= 0) next = position + 1;
    }
    this.#next = next;
    return positions;
  }

  #look(symbol: SymbolId): number {
    this.#positions ??= new Map(this.#header.symbols.map((each, position) => [each, position]));
    return this.#positions.get(symbol) ?? -1;
  }

  close(): void {
    closeSync(this.#file);
  }

  #entry(position: number, records: Float64Array): PackEntry | undefined {
    const { symbols, bases, basisOf, causes, rejected } = this.#header;
    const [symbol, basis] = [symbols[position], bases[basisOf[position] ?? -1]];
    if (symbol === undefined || basis === undefined) return undefined;
    const cause = causes[position];
    const entry = { symbol, records, basis, rejected: rejected[position] ?? [] };
    return cause === undefined ? entry : { ...entry, cause };
  }

  /** Positions, ascending, in groups that are worth one read each. */
  #runsOf(positions: Int32Array): number[][] {
    const runs: number[][] = [];
    let end = Number.NaN;
    for (const position of positions) {
      const begin = this.#offsets[position] ?? 0;
      const last = runs[runs.length - 1];
      if (last !== undefined && begin - end <= READ_OVER) last.push(position);
      else runs.push([position]);
      end = this.#offsets[position + 1] ?? 0;
    }
    return runs;
  }

  #readRun(run: readonly number[], read: Map<number, PackEntry>): void {
    const [first = 0, last = first] = [run[0], run.at(-1)];
    const begin = this.#offsets[first] ?? 0;
    const doubles = new Float64Array(((this.#offsets[last + 1] ?? 0) - begin) / 8);
    if (readSync(this.#file, doubles, 0, doubles.byteLength, begin) !== doubles.byteLength) return;
    const words = wordsOf(doubles);
    for (const position of run) {
      const at = ((this.#offsets[position] ?? 0) - begin) / 8;
      const end = ((this.#offsets[position + 1] ?? 0) - begin) / 8;
      if (checkOf(words, at * 2, end * 2) !== this.#header.checks[position]) continue;
      const entry = this.#entry(position, doubles.subarray(at, end));
      if (entry !== undefined) read.set(position, entry);
    }
  }
}

function isAscending(positions: Int32Array): boolean {
  for (let index = 1; index < positions.length; index += 1) {
    if ((positions[index - 1] ?? 0) > (positions[index] ?? 0)) return false;
  }
  return true;
}

function headerCheck(bytes: Buffer): number {
  // Words begin at whole words: a copy of the bytes does.
  const { buffer, byteOffset, byteLength } = bytes;
  return checkOf(new Int32Array(buffer.slice(byteOffset, byteOffset + byteLength))) >>> 0;
}

function wordsOf(doubles: Float64Array): Int32Array {
  return new Int32Array(doubles.buffer, doubles.byteOffset, doubles.length * 2);
}

/**
 * A checksum of words[begin, end): four interleaved polynomials, each of an odd factor, so that no single changed
 * word goes unseen. It costs about as much as the copy of the same bytes; it is no protection against intent.
 */
function checkOf(words: Int32Array, begin = 0, end = words.length): number {
  let a = end - begin;
  let b = 1;
  let c = 2;
  let d = 3;
  let at = begin;
  for (const stop = end - 3; at < stop; at += 4) {
    a = (Math.imul(a, 0x01000193) + (words[at] ?? 0)) | 0;
    b = (Math.imul(b, 0x01000193) + (words[at + 1] ?? 0)) | 0;
    c = (Math.imul(c, 0x01000193) + (words[at + 2] ?? 0)) | 0;
    d = (Math.imul(d, 0x01000193) + (words[at + 3] ?? 0)) | 0;
  }
  for (; at < end; at += 1) a = (Math.imul(a, 0x01000193) + (words[at] ?? 0)) | 0;
  return (Math.imul(Math.imul(Math.imul(a, 31) + b, 31) + c, 31) + d) | 0;
}
