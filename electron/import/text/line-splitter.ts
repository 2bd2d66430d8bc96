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

  push(chunk: Buffer): void {
    let from = 0;
    if (this.#afterReturn && chunk.length > 0) {
      this.#afterReturn = false;
      if (chunk[0] === LINE_FEED) from = 1;
    }
    const bytes =
      this.#rest.length === 0 ? chunk.subarray(from) : Buffer.concat([this.#rest, chunk.subarray(from)]);
    const start = this.#lines(bytes);
    this.#keep(bytes.subarray(start));
  }

  /** The last line may have no end. */
  end(): void {
    if (this.#rest.length > 0) this.#give(this.#rest, 0, this.#rest.length);
    this.#rest = NOTHING;
  }

  /** Gives every whole line; answers where the unfinished one begins. */
  #lines(bytes: Buffer): number {
    let start = 0;
    // Looked for once and again only when it is passed: most files have none of the two.
    let feed = found(bytes, LINE_FEED, this.#rest.length);
    let carriage = found(bytes, CARRIAGE_RETURN, this.#rest.length);
    for (;;) {
      const end = Math.min(feed, carriage);
      if (end === Number.POSITIVE_INFINITY) return start;
      this.#give(bytes, start, end);
      this.#line += 1;
      start = end + 1;
      if (end === carriage) {
        if (start === bytes.length) this.#afterReturn = true;
        else if (bytes[start] === LINE_FEED) start += 1;
        carriage = found(bytes, CARRIAGE_RETURN, start);
      }
      if (feed < start) feed = found(bytes, LINE_FEED, start);
    }
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
