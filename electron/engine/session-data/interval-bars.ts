import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalAt, intervalIndex } from '../../../shared/domain/interval.ts';
import { BarFolder, type ClosedBarSink, type SpanLookup } from './bar-folder.ts';
import { BarPool } from './bar-pool.ts';
import { BarSeries } from './bar-series.ts';
import { grownFloat64, grownInt32 } from './column.ts';
import { LatestColumns } from './latest-columns.ts';

const WEEK = intervalIndex('1w');
const NO_RING = -1;

/**
 * The bars of one interval, of all symbols: a series for each symbol that somebody holds, the newest
 * bar as columns, and the bars that form. Symbols are small whole numbers, for which `ensureSize` has made room. An
 * interval that nobody uses takes no memory: most sessions use three of them.
 */
export class IntervalBars {
  readonly interval: Interval;
  readonly folder: BarFolder;
  readonly #latest = new LatestColumns();
  readonly #pool = new BarPool();
  readonly #series: (BarSeries | undefined)[] = [];
  /** Ring in the pool of each symbol's series that its stream goes into; below zero where there is none. */
  #rings: Int32Array = new Int32Array(0);
  /** Start of the newest bar that a source delivered itself; NaN where it delivered none. */
  #delivered: Float64Array = new Float64Array(0);
  /** Symbols that columns must have room for, once the interval is used. */
  #size = 0;
  #isUsed = false;

  constructor(
    readonly index: number,
    spans: SpanLookup,
    onClosed: ClosedBarSink,
  ) {
    this.interval = intervalAt(index);
    this.folder = new BarFolder(index, spans, onClosed);
  }

  /** Makes room in every column for symbol indexes below `size`: at once, or with the first use. */
  ensureSize(size: number): void {
    this.#size = size;
    if (this.#isUsed) this.#grow(size);
  }

  #use(): void {
    if (this.#isUsed) return;
    this.#isUsed = true;
    this.#grow(this.#size);
  }

  #grow(size: number): void {
    const before = this.#rings.length;
    this.#latest.ensureSize(size);
    this.#delivered = grownFloat64(this.#delivered, size, Number.NaN);
    this.#rings = grownInt32(this.#rings, size);
    this.#rings.fill(NO_RING, before);
  }

  /** The newest bar of every symbol. */
  get latest(): LatestColumns {
    this.#use();
    return this.#latest;
  }

  /** See LatestColumns.expireAll. */
  expireAll(): void {
    this.#latest.expireAll();
  }

  /** See LatestColumns.expire. */
  expire(symbolIndex: number): void {
    this.#latest.expire(symbolIndex);
  }

  /** See LatestColumns.refreshSince. */
  refreshSince(oldest: number): void {
    this.#latest.refreshSince(oldest);
  }

  /** Bytes that the bars of all series take. */
  get bytes(): number {
    return this.#pool.bytes;
  }

  /** See BarMemory.bytesOutside. */
  get bytesOutside(): number {
    return this.#pool.bytesOutside;
  }

  series(symbolIndex: number): BarSeries | undefined {
    return this.#series[symbolIndex];
  }

  /** The series that the symbol's stream goes into. Bars that are held of completed sessions alone are none. */
  liveSeries(symbolIndex: number): BarSeries | undefined {
    return this.#rings[symbolIndex] === NO_RING ? undefined : this.#series[symbolIndex];
  }

  /** Says whether what streams is kept in the symbol's series, which is so from its opening on. */
  setLive(symbolIndex: number, live: boolean): void {
    const ring = this.#series[symbolIndex]?.ring;
    if (symbolIndex < this.#rings.length) this.#rings[symbolIndex] = live ? (ring ?? NO_RING) : NO_RING;
  }

  /** The series of a symbol, opened where there is none, holding `capacity` bars or more. */
  open(symbolIndex: number, capacity: number): BarSeries {
    const existing = this.#series[symbolIndex];
    existing?.ensureCapacity(capacity);
    if (existing !== undefined) return existing;
    this.#use();
    const opened = new BarSeries(capacity, this.#pool);
    this.#series[symbolIndex] = opened;
    this.#rings[symbolIndex] = opened.ring;
    return opened;
  }

  /** Frees the bars of a symbol, the forming one too. */
  close(symbolIndex: number): void {
    this.#series[symbolIndex]?.close();
    if (symbolIndex < this.#series.length) this.#series[symbolIndex] = undefined;
    if (symbolIndex < this.#rings.length) this.#rings[symbolIndex] = NO_RING;
    if (symbolIndex < this.#delivered.length) this.#delivered[symbolIndex] = Number.NaN;
    this.#latest.clear(symbolIndex);
    this.folder.drop(symbolIndex);
  }

  /** Lets a symbol's bars go; the series stays open, for the same bars as before. Undefined where there is none. */
  empty(symbolIndex: number): BarSeries | undefined {
    const capacity = this.#series[symbolIndex]?.capacity;
    const live = this.liveSeries(symbolIndex) !== undefined;
    this.close(symbolIndex);
    if (capacity === undefined) return undefined;
    const opened = this.open(symbolIndex, capacity);
    this.setLive(symbolIndex, live);
    return opened;
  }

  /** Takes a sound bar that is later than those held; false, with nothing changed, where it is not, or nothing is kept. */
  append(symbolIndex: number, bars: Float64Array, at: number): boolean {
    const ring = this.#rings[symbolIndex] ?? NO_RING;
    return ring !== NO_RING && this.#pool.append(ring, bars, at);
  }

  /** The newest bar of a stream stands in the columns, unless one of a later span forms. */
  showAppended(symbolIndex: number, bars: Float64Array, at: number): void {
    const { folder } = this;
    if (!folder.isIdle) {
      if (folder.formingStart(symbolIndex) > (bars[at + BAR_START] ?? Number.NaN)) return;
      folder.drop(symbolIndex);
    }
    this.latest.write(symbolIndex, bars, at);
  }

  /** The forming bar stands in the columns. */
  showForming(symbolIndex: number): void {
    this.latest.write(symbolIndex, this.folder.forming, symbolIndex * BAR_STRIDE);
  }

  /** Puts the newest closed bar into the columns, unless a bar forms. Whether it is fresh stays as it was. */
  showNewest(symbolIndex: number): void {
    const series = this.#series[symbolIndex];
    if (series === undefined || series.length === 0 || this.folder.hasForming(symbolIndex)) return;
    const isBehindStream = (this.latest.start[symbolIndex] ?? Number.NaN) > series.lastStart;
    if (isBehindStream && this.liveSeries(symbolIndex) === undefined) return;
    this.latest.rewrite(symbolIndex, series.data, series.offsetOf(series.length - 1));
  }

  /** Nothing forms any more: the newest closed bar stands in the columns again, and none where none is held. */
  dropForming(symbolIndex: number): void {
    if (!this.folder.hasForming(symbolIndex)) return;
    this.folder.drop(symbolIndex);
    this.latest.clear(symbolIndex);
    this.showNewest(symbolIndex);
  }

  /** Start of the newest bar that a source delivered itself; NaN where it delivered none. */
  deliveredStart(symbolIndex: number): number {
    return this.#delivered[symbolIndex] ?? Number.NaN;
  }

  noteDelivered(symbolIndex: number, start: number): void {
    this.#use();
    if (!(start <= this.deliveredStart(symbolIndex))) this.#delivered[symbolIndex] = start;
  }

  /** Puts what is held of a symbol on another price basis; the series that changed, or undefined where none did. */
  rescale(symbolIndex: number, factor: number): BarSeries | undefined {
    const series = this.#series[symbolIndex];
    this.#latest.rescale(symbolIndex, factor);
    this.folder.rescale(symbolIndex, factor);
    if (series === undefined || series.length === 0) return undefined;
    series.rescale(factor);
    return series;
  }

  /** True for intervals whose bars lie inside one session, the day's own among them. */
  get isWithinSession(): boolean {
    return this.index < WEEK;
  }
}
