const COMMA = 0x2c;
const QUOTE = 0x22;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const MOST_FIELDS = 64;

/** Powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** Digits that always fit a double's 53 bits. */
const EXACT_DIGITS = 15;

/** The comma-separated fields of one line, kept as offsets into the file's bytes. */
export class RowFields {
  readonly #starts = new Int32Array(MOST_FIELDS);
  readonly #ends = new Int32Array(MOST_FIELDS);
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;

  /** Number of fields of the line; fields beyond the 64th are counted, not kept. */
  get count(): number {
    return this.#count;
  }

  /** Splits bytes[start, end). A field may be quoted to hold a comma. */
  split(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    this.#count = 0;
    let at = start;
    for (;;) {
      const quoted = at < end && bytes[at] === QUOTE;
      const close = quoted ? closingQuote(bytes, at + 1, end) : at;
      let stop = close;
      while (stop < end && bytes[stop] !== COMMA) stop += 1;
      this.#keep(quoted && close === stop - 1 ? at + 1 : at, quoted && close === stop - 1 ? close : stop);
      if (stop >= end) return;
      at = stop + 1;
    }
  }

  isEmpty(index: number): boolean {
    return this.start(index) >= this.end(index);
  }

  start(index: number): number {
    return index < this.#count ? (this.#starts[index] ?? 0) : 0;
  }

  end(index: number): number {
    return index < this.#count ? (this.#ends[index] ?? 0) : 0;
  }

  text(index: number): string {
    return this.#bytes.toString('utf8', this.start(index), this.end(index));
  }

  /** The decimal number in a field, rounded as `Number(text)` rounds it; NaN where it is none or empty. */
  number(index: number): number {
    const bytes = this.#bytes;
    const end = this.end(index);
    let at = this.start(index);
    const negative = bytes[at] === MINUS && at < end;
    if (negative) at += 1;
    let digits = 0;
    let fraction = 0;
    let value = 0;
    let seenPoint = false;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + (byte - ZERO);
        digits += 1;
        if (seenPoint) fraction += 1;
      } else if (byte === POINT && !seenPoint) {
        seenPoint = true;
      } else {
        return this.#slowNumber(index);
      }
    }
    if (digits === 0 || digits > EXACT_DIGITS) return this.#slowNumber(index);
    // Both operands are exact, so that the one division rounds as the text's own value would.
    const magnitude = value / (POWERS_OF_TEN[fraction] ?? Number.NaN);
    return negative ? -magnitude : magnitude;
  }

  /** Exponents, many digits, spaces. */
  #slowNumber(index: number): number {
    const text = this.text(index).trim();
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  }

  #keep(start: number, end: number): void {
    if (this.#count < MOST_FIELDS) {
      this.#starts[this.#count] = start;
      this.#ends[this.#count] = end;
    }
    this.#count += 1;
  }
}

function closingQuote(bytes: Buffer, from: number, end: number): number {
  const at = bytes.indexOf(QUOTE, from);
  return at === -1 || at >= end ? end : at;
}
