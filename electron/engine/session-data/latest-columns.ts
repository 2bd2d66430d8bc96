import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { grownUint8, INITIAL_COLUMN_CAPACITY } from './column.ts';

/**
 * Doubles between the end of one column and the beginning of the next. Columns that lie whole pages apart
 * share the few places that the processor's cache has for an address, and drive each other out.
 */
const PADDING = 24;

/**
 * The newest bar of one interval (the forming one where one forms) as a column per
 * field, indexed by symbol: what market-wide scans read. NaN where there is none.
 * `fresh` is 1 where the bar is the newest that could be there, 0 where a newer one was due.
 * The columns are replaced when they grow: fetch them for each scan.
 */
export class LatestColumns {
  fresh: Uint8Array = new Uint8Array(INITIAL_COLUMN_CAPACITY);
  /** All columns one behind the other, `#stride` doubles apart. */
  #fields: Float64Array = blankFields(INITIAL_COLUMN_CAPACITY);
  #stride = INITIAL_COLUMN_CAPACITY + PADDING;
  start = this.#column(BAR_START);
  open = this.#column(BAR_OPEN);
  high = this.#column(BAR_HIGH);
  low = this.#column(BAR_LOW);
  close = this.#column(BAR_CLOSE);
  volume = this.#column(BAR_VOLUME);

  #column(field: number): Float64Array {
    const first = field * this.#stride;
    return this.#fields.subarray(first, first + this.fresh.length);
  }

  /** Makes room for symbol indexes below `size`. */
  ensureSize(size: number): void {
    if (size <= this.fresh.length) return;
    const before = [this.start, this.open, this.high, this.low, this.close, this.volume];
    this.fresh = grownUint8(this.fresh, size);
    this.#stride = this.fresh.length + PADDING;
    this.#fields = blankFields(this.fresh.length);
    this.start = this.#column(BAR_START);
    this.open = this.#column(BAR_OPEN);
    this.high = this.#column(BAR_HIGH);
    this.low = this.#column(BAR_LOW);
    this.close = this.#column(BAR_CLOSE);
    this.volume = this.#column(BAR_VOLUME);
    for (const [field, column] of before.entries()) this.#fields.set(column, field * this.#stride);
  }

  /** Takes over the record at `at`, marking it fresh. The caller has made room. */
  write(symbolIndex: number, bars: Float64Array, at: number): void {
    const fields = this.#fields;
    const stride = this.#stride;
    fields[symbolIndex] = bars[at + BAR_START] ?? Number.NaN;
    fields[symbolIndex + stride] = bars[at + BAR_OPEN] ?? Number.NaN;
    fields[symbolIndex + 2 * stride] = bars[at + BAR_HIGH] ?? Number.NaN;
    fields[symbolIndex + 3 * stride] = bars[at + BAR_LOW] ?? Number.NaN;
    fields[symbolIndex + 4 * stride] = bars[at + BAR_CLOSE] ?? Number.NaN;
    fields[symbolIndex + 5 * stride] = bars[at + BAR_VOLUME] ?? Number.NaN;
    this.fresh[symbolIndex] = 1;
  }

  /** As write, for a bar that is no news: whether it is fresh stays as it was. The caller has made room. */
  rewrite(symbolIndex: number, bars: Float64Array, at: number): void {
    const fresh = this.fresh[symbolIndex] ?? 0;
    this.write(symbolIndex, bars, at);
    this.fresh[symbolIndex] = fresh;
  }

  /** True where the newest bar equals the record at `at` in every field. */
  holds(symbolIndex: number, bars: Float64Array, at: number): boolean {
    for (let field = 0; field < BAR_STRIDE; field += 1) {
      if (this.#fields[symbolIndex + field * this.#stride] !== bars[at + field]) return false;
    }
    return true;
  }

  /** Puts the newest bar on another price basis: prices times `factor`, volume divided by it. */
  rescale(symbolIndex: number, factor: number): void {
    if (symbolIndex >= this.fresh.length) return;
    for (const prices of [this.open, this.high, this.low, this.close]) {
      prices[symbolIndex] = (prices[symbolIndex] ?? Number.NaN) * factor;
    }
    this.volume[symbolIndex] = (this.volume[symbolIndex] ?? Number.NaN) / factor;
  }

  clear(symbolIndex: number): void {
    if (symbolIndex >= this.fresh.length) return;
    for (let field = 0; field < BAR_STRIDE; field += 1) {
      this.#fields[symbolIndex + field * this.#stride] = Number.NaN;
    }
    this.fresh[symbolIndex] = 0;
  }

  /** The symbol's bar is old until a newer one comes. */
  expire(symbolIndex: number): void {
    if (symbolIndex < this.fresh.length) this.fresh[symbolIndex] = 0;
  }

  /** From here on, every bar is old until a newer one comes. */
  expireAll(): void {
    this.fresh.fill(0);
  }

  /** Marks as fresh exactly the bars that start at `oldest` or later. */
  refreshSince(oldest: number): void {
    for (let symbolIndex = 0; symbolIndex < this.fresh.length; symbolIndex += 1) {
      this.fresh[symbolIndex] = (this.start[symbolIndex] ?? Number.NaN) >= oldest ? 1 : 0;
    }
  }
}

function blankFields(capacity: number): Float64Array {
  return new Float64Array(BAR_STRIDE * (capacity + PADDING)).fill(Number.NaN);
}
