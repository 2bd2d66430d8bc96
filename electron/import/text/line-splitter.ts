const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/** A row of more bytes than this is no row of bars: it is skipped without being held in memory. */
export const LONGEST_ROW = 64 * 1024;

/** Takes one line without its end; `line` is 1-based. Blank lines are counted, and not given. */
export type LineVisitor = (bytes: Buffer, start: number, end: number, line: number, cut: boolean) => void;

/**
 * Cuts chunks of plain bytes into lines that end with LF, CRLF or CR. A line that exceeds LONGEST_ROW is given
 * once, cut, when its end is met.
 */
export class LineSplitter {
  readonly #visit: LineVisitor;
  #rest = NOTHING;
  #line = 1;
  /** The line that goes on is too long: what was kept of it is all that is shown. */
  #isCut = false;
  /** The last chunk ended with CR: an LF at the start of the next one belongs to it. */
  #afterReturn = false;

  constructor(visit: LineVisitor) {
    this.#visit = visit;
  }

  /** Lines begun so far. */
  get line(): number {
    return this.#line;
  }

  /** The chunk's memory may be used again afterwards. */
  push(chunk: Buffer): void {
    let from = 0;
    if (this.#afterReturn && chunk.length > 0) {
      this.#afterReturn = false;
      if (chunk[0] === LINE_FEED) from = 1;
    }
    if (this.#rest.length > 0) from = this.#finish(chunk, from);
    if (from < chunk.length) this.#keep(chunk.subarray(this.#lines(chunk, from)));
  }

  /** The last line may have no end. */
  end(): void {
    if (this.#rest.length > 0) this.#give(this.#rest, 0, this.#rest.length);
    this.#rest = NOTHING;
  }

  /** Ends the line that the last chunk began; answers where the next one begins. */
  #finish(chunk: Buffer, from: number): number {
    const end = Math.min(found(chunk, LINE_FEED, from), found(chunk, CARRIAGE_RETURN, from), chunk.length);
    const line = Buffer.concat([this.#rest, chunk.subarray(from, end)]);
    if (end === chunk.length) {
      this.#keep(line);
      return end;
    }
    this.#rest = NOTHING;
    this.#give(line, 0, line.length);
    this.#line += 1;
    return this.#after(chunk, end);
  }

  /** Gives every whole line; answers where the unfinished one begins. */
  #lines(bytes: Buffer, from: number): number {
    let start = from;
    // Looked for once and again only when it is passed: most files have none of the two.
    let feed = found(bytes, LINE_FEED, start);
    let carriage = found(bytes, CARRIAGE_RETURN, start);
    for (;;) {
      const end = Math.min(feed, carriage);
      if (end === Number.POSITIVE_INFINITY) return start;
      this.#give(bytes, start, end);
      this.#line += 1;
      start = this.#after(bytes, end);
      if (carriage < start) carriage = found(bytes, CARRIAGE_RETURN, start);
      if (feed < start) feed = found(bytes, LINE_FEED, start);
    }
  }

  /** Where the line after an end begins: CR and LF are one end. */
  #after(bytes: Buffer, end: number): number {
    if (bytes[end] !== CARRIAGE_RETURN) return end + 1;
    if (end + 1 === bytes.length) this.#afterReturn = true;
    return bytes[end + 1] === LINE_FEED ? end + 2 : end + 1;
  }

  #give(bytes: Buffer, start: number, end: number): void {
    const cut = this.#isCut || end - start > LONGEST_ROW;
    this.#isCut = false;
    if (end > start) this.#visit(bytes, start, Math.min(end, start + LONGEST_ROW), this.#line, cut);
  }

  #keep(rest: Buffer): void {
    if (rest.length > LONGEST_ROW) this.#isCut = true;
    // A copy: the chunk's memory is the reader's to use again.
    this.#rest = Buffer.from(rest.subarray(0, LONGEST_ROW));
  }
}

function found(bytes: Buffer, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}
