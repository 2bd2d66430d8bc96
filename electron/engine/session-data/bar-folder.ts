import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { isSoundBar } from './bar-check.ts';
import { grownFloat64 } from './column.ts';

/** Bar spans of one interval; NaN where no session holds the instant. */
export interface SpanLookup {
  spanStart(intervalIndex: number, instant: number): number;
  spanEnd(intervalIndex: number, start: number): number;
}

/** Receives a derived bar that has closed: the record at `at` of `bars`. */
export type ClosedBarSink = (
  symbolIndex: number,
  intervalIndex: number,
  bars: Float64Array,
  at: number,
) => void;

/**
 * Folds finer bars into the forming bar of one coarser interval, for every
 * symbol at once. Spans come from the calendar, so that a bar never straddles the
 * open or the close; a bar closes by the clock or by a bar of a later span,
 * whichever is first, and missing minutes never merge two spans.
 */
export class BarFolder {
  #forming: Float64Array = new Float64Array(0);
  #ends: Float64Array = new Float64Array(0);
  /** Start of the first bar that went into each forming bar. */
  #firsts: Float64Array = new Float64Array(0);
  #earliestEnd = Number.POSITIVE_INFINITY;
  #formingCount = 0;

  constructor(
    readonly intervalIndex: number,
    private readonly spans: SpanLookup,
    private readonly onClosed: ClosedBarSink,
  ) {}

  /** The forming records of all symbols; that of symbol i begins at i x BAR_STRIDE and is valid where hasForming(i). */
  get forming(): Float64Array {
    return this.#forming;
  }

  /** True while no bar of any symbol forms. */
  get isIdle(): boolean {
    return this.#formingCount === 0;
  }

  hasForming(symbolIndex: number): boolean {
    return (this.#ends[symbolIndex] ?? Number.NaN) > 0;
  }

  /** Start of the forming bar's span; NaN where none forms. */
  formingStart(symbolIndex: number): number {
    return this.hasForming(symbolIndex)
      ? (this.#forming[symbolIndex * BAR_STRIDE + BAR_START] ?? Number.NaN)
      : Number.NaN;
  }

  /** Adds one closed finer bar, not older than those before it. A bar outside of every span of this interval is left out (a 1d bar takes regular hours only). */
  fold(symbolIndex: number, bars: Float64Array, at: number): void {
    const start = bars[at + BAR_START] ?? Number.NaN;
    const end = this.#ends[symbolIndex] ?? Number.NaN;
    if (start < end) {
      this.#extend(symbolIndex * BAR_STRIDE, bars, at);
      return;
    }
    if (end <= start) this.#close(symbolIndex);
    this.#begin(symbolIndex, start, bars, at);
  }

  /** Adds a block of records that nobody has looked at yet: unsound ones and those out of order are left out. */
  foldAll(symbolIndex: number, block: Float64Array): void {
    let last = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < block.length; at += BAR_STRIDE) {
      const start = block[at + BAR_START] ?? Number.NaN;
      if (!(start > last) || !isSoundBar(block, at)) continue;
      this.fold(symbolIndex, block, at);
      last = start;
    }
  }

  /**
   * Puts what came earlier in the same span into the forming bar: the record at `at` of `bars`, whose
   * first bar started at `firstStart`. Left out where the forming bar reaches back as far already.
   */
  precede(symbolIndex: number, bars: Float64Array, at: number, firstStart: number): void {
    const start = bars[at + BAR_START] ?? Number.NaN;
    if (!this.hasForming(symbolIndex)) this.#begin(symbolIndex, start, bars, at);
    else if (this.formingStart(symbolIndex) === start && firstStart < (this.#firsts[symbolIndex] ?? 0)) {
      const forming = this.#forming;
      const to = symbolIndex * BAR_STRIDE;
      const close = forming[to + BAR_CLOSE] ?? Number.NaN;
      this.#extend(to, bars, at);
      forming[to + BAR_OPEN] = bars[at + BAR_OPEN] ?? Number.NaN;
      forming[to + BAR_CLOSE] = close;
    } else return;
    this.#firsts[symbolIndex] = firstStart;
  }

  #begin(symbolIndex: number, start: number, bars: Float64Array, at: number): void {
    const spanStart = this.spans.spanStart(this.intervalIndex, start);
    if (!(spanStart <= start)) return;
    const size = symbolIndex + 1;
    this.#ends = grownFloat64(this.#ends, size, Number.NaN);
    this.#firsts = grownFloat64(this.#firsts, size, Number.NaN);
    this.#forming = grownFloat64(this.#forming, this.#ends.length * BAR_STRIDE, Number.NaN);
    const end = this.spans.spanEnd(this.intervalIndex, spanStart);
    if (!this.hasForming(symbolIndex)) this.#formingCount += 1;
    this.#ends[symbolIndex] = end;
    this.#firsts[symbolIndex] = start;
    if (end < this.#earliestEnd) this.#earliestEnd = end;
    const to = symbolIndex * BAR_STRIDE;
    for (let field = 1; field < BAR_STRIDE; field += 1)
      this.#forming[to + field] = bars[at + field] ?? Number.NaN;
    this.#forming[to + BAR_START] = spanStart;
  }

  #extend(to: number, bars: Float64Array, at: number): void {
    const forming = this.#forming;
    const high = bars[at + BAR_HIGH] ?? Number.NaN;
    const low = bars[at + BAR_LOW] ?? Number.NaN;
    if (high > (forming[to + BAR_HIGH] ?? Number.NaN)) forming[to + BAR_HIGH] = high;
    if (low < (forming[to + BAR_LOW] ?? Number.NaN)) forming[to + BAR_LOW] = low;
    forming[to + BAR_CLOSE] = bars[at + BAR_CLOSE] ?? Number.NaN;
    forming[to + BAR_VOLUME] =
      (forming[to + BAR_VOLUME] ?? Number.NaN) + (bars[at + BAR_VOLUME] ?? Number.NaN);
  }

  #close(symbolIndex: number): void {
    this.drop(symbolIndex);
    this.onClosed(symbolIndex, this.intervalIndex, this.#forming, symbolIndex * BAR_STRIDE);
  }

  /**
   * Closes every forming bar whose span ends at `instant` or before, in the order of symbol indexes; no more than
   * `limit` of them. True where that may have left some.
   */
  closeUntil(instant: number, limit = Number.POSITIVE_INFINITY): boolean {
    if (instant < this.#earliestEnd) return false;
    let earliest = Number.POSITIVE_INFINITY;
    let closed = 0;
    for (let symbolIndex = 0; symbolIndex < this.#ends.length; symbolIndex += 1) {
      const end = this.#ends[symbolIndex] ?? Number.NaN;
      if (end <= instant) {
        if (closed === limit) return true;
        this.#close(symbolIndex);
        closed += 1;
      } else if (end < earliest) earliest = end;
    }
    this.#earliestEnd = earliest;
    return false;
  }

  /** Puts a symbol's forming bar on another price basis: prices times `factor`, volume divided by it. */
  rescale(symbolIndex: number, factor: number): void {
    if (!this.hasForming(symbolIndex)) return;
    const at = symbolIndex * BAR_STRIDE;
    for (let field = BAR_START + 1; field <= BAR_CLOSE; field += 1) {
      this.#forming[at + field] = (this.#forming[at + field] ?? Number.NaN) * factor;
    }
    this.#forming[at + BAR_VOLUME] = (this.#forming[at + BAR_VOLUME] ?? Number.NaN) / factor;
  }

  /** Forgets the forming bar of a symbol without closing it. */
  drop(symbolIndex: number): void {
    if (!this.hasForming(symbolIndex)) return;
    this.#ends[symbolIndex] = Number.NaN;
    this.#formingCount -= 1;
  }
}

/**
 * Folds a block of finer records into closed records of a coarser interval; records that are
 * unsound or out of order are left out. The last span is closed too, whole or not.
 */
export function foldRecords(block: Float64Array, intervalIndex: number, spans: SpanLookup): Float64Array {
  const folded = new Float64Array(block.length);
  let length = 0;
  const folder = new BarFolder(intervalIndex, spans, (_symbol, _interval, bars, at) => {
    for (let field = 0; field < BAR_STRIDE; field += 1)
      folded[length + field] = bars[at + field] ?? Number.NaN;
    length += BAR_STRIDE;
  });
  folder.foldAll(0, block);
  folder.closeUntil(Number.POSITIVE_INFINITY);
  return folded.slice(0, length);
}
