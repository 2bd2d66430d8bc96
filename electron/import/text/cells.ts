import { textOf } from './byte-text.ts';
import type { Encoding } from './encoding.ts';

export const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
/** Fields beyond are counted, and cannot be read. */
const MOST_CELLS = 256;

/**
 * The fields of one row, kept as offsets into its bytes. A field may be quoted with " or with ' to hold the
 * delimiter; a quote never goes on over the end of its line, so that one that is not closed costs one row.
 * With a space as delimiter a run of spaces and tabs is one.
 */
export class Cells {
  readonly #delimiter: number;
  readonly #starts = new Int32Array(MOST_CELLS);
  readonly #ends = new Int32Array(MOST_CELLS);
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;
  #isBroken = false;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Without empty ones at the end. */
  get count(): number {
    let count = this.#count;
    while (count > 0 && count <= MOST_CELLS && this.isEmpty(count - 1)) count -= 1;
    return count;
  }

  /** Empty ones at the end included. */
  get width(): number {
    return this.#count;
  }

  /** A quote was not closed, or text follows one that was. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  split(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    this.#count = 0;
    this.#isBroken = false;
    if (this.#delimiter === SPACE) this.#splitAtSpaces(start, end);
    else this.#splitAtMarks(start, end);
  }

  start(index: number): number {
    return index < this.#count && index < MOST_CELLS ? (this.#starts[index] ?? 0) : 0;
  }

  end(index: number): number {
    return index < this.#count && index < MOST_CELLS ? (this.#ends[index] ?? 0) : 0;
  }

  isEmpty(index: number): boolean {
    return this.start(index) >= this.end(index);
  }

  text(index: number, encoding: Encoding = 'utf-8'): string {
    const text = textOf(this.#bytes, this.start(index), this.end(index), encoding);
    return text.includes('""') ? text.replaceAll('""', '"') : text;
  }

  #splitAtMarks(from: number, end: number): void {
    const bytes = this.#bytes;
    const delimiter = this.#delimiter;
    let at = from;
    for (;;) {
      while (at < end && isBlank(bytes[at]) && bytes[at] !== delimiter) at += 1;
      const first = bytes[at];
      if (at < end && (first === QUOTE || (first === APOSTROPHE && this.#isClosed(at, end)))) {
        at = this.#quoted(at, end, first);
      } else {
        const begin = at;
        while (at < end && bytes[at] !== delimiter) at += 1;
        let stop = at;
        while (stop > begin && isBlank(bytes[stop - 1])) stop -= 1;
        this.#keep(begin, stop);
      }
      if (at >= end) return;
      at += 1;
      if (at === end) {
        this.#keep(end, end);
        return;
      }
    }
  }

  #splitAtSpaces(from: number, end: number): void {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      while (at < end && isBlank(bytes[at])) at += 1;
      if (at >= end) return;
      const first = bytes[at];
      if (first === QUOTE) at = this.#quoted(at, end, first);
      else {
        const begin = at;
        while (at < end && !isBlank(bytes[at])) at += 1;
        this.#keep(begin, at);
      }
    }
  }

  /** Keeps what is inside a pair of quotes; answers where the delimiter after it is, or the end. */
  #quoted(open: number, end: number, quote: number): number {
    const bytes = this.#bytes;
    let at = open + 1;
    for (;;) {
      const next = bytes.indexOf(quote, at);
      if (next === -1 || next >= end) {
        this.#isBroken = true;
        this.#keep(open + 1, end);
        return end;
      }
      if (bytes[next + 1] === quote && next + 1 < end) at = next + 2;
      else {
        this.#keep(open + 1, next);
        return this.#afterQuote(next + 1, end);
      }
    }
  }

  /** An apostrophe is a quote only where another one ends the field: Excel puts one before a text. */
  #isClosed(open: number, end: number): boolean {
    let at = this.#bytes.indexOf(APOSTROPHE, open + 1);
    if (at === -1 || at >= end) return false;
    at += 1;
    while (at < end && isBlank(this.#bytes[at]) && this.#bytes[at] !== this.#delimiter) at += 1;
    return at >= end || this.#bytes[at] === this.#delimiter;
  }

  #afterQuote(from: number, end: number): number {
    const bytes = this.#bytes;
    let at = from;
    while (at < end && isBlank(bytes[at]) && bytes[at] !== this.#delimiter) at += 1;
    if (at >= end || bytes[at] === this.#delimiter || (this.#delimiter === SPACE && at > from)) return at;
    this.#isBroken = true;
    while (at < end && bytes[at] !== this.#delimiter) at += 1;
    return at;
  }

  #keep(start: number, end: number): void {
    if (this.#count < MOST_CELLS) {
      this.#starts[this.#count] = start;
      this.#ends[this.#count] = end;
    }
    this.#count += 1;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}
