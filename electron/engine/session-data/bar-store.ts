import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import {
  INTERVAL_COUNT,
  INTERVALS,
  type Interval,
  intervalAt,
  intervalIndex,
} from '../../../shared/domain/interval.ts';
import { explainRefused, explainUnsoundBar, isSoundBar } from './bar-check.ts';
import { BarFolder, foldRecords, type SpanLookup } from './bar-folder.ts';
import { BarPool } from './bar-pool.ts';
import {
  APPENDED,
  BarSeries,
  DUPLICATE,
  INSERTED,
  type Outcome,
  REJECTED,
  REVISED,
  recordsBetween,
} from './bar-series.ts';
import { grownFloat64, grownInt32 } from './column.ts';
import { LatestColumns } from './latest-columns.ts';

/** The indicators as the bar store sees them. */
export interface IndicatorUpdates {
  update(symbolIndex: number, intervalIndex: number, bars: Float64Array, at: number): void;
  rebuild(symbolIndex: number, intervalIndex: number, series: BarSeries): void;
}

/** Told of what goes wrong with a bar; never in silence. */
export interface BarStoreObserver {
  /** A bar that breaks the rules of a bar was kept out. */
  onQuarantined(symbolIndex: number, interval: Interval, reason: string): void;
  /** A closed bar was changed after the fact, or put in late. */
  onRevised(symbolIndex: number, interval: Interval, start: number): void;
}

/** Totals over all series and streams of the run: received = accepted + revised + duplicate + rejected. */
export interface IngestTotals {
  received: number;
  accepted: number;
  revised: number;
  duplicate: number;
  rejected: number;
}

/**
 * All bars of the session: a series for each symbol and interval that somebody
 * holds, the newest bar of each as columns, and the forming bars of derived
 * intervals. An interval that is only folded into others is not kept.
 */
export class BarStore {
  readonly totals: IngestTotals = { received: 0, accepted: 0, revised: 0, duplicate: 0, rejected: 0 };
  readonly #series: (BarSeries | undefined)[][] = INTERVALS.map(() => []);
  readonly #pools: BarPool[] = INTERVALS.map(() => new BarPool());
  readonly #latest: LatestColumns[] = INTERVALS.map(() => new LatestColumns());
  readonly #folders: BarFolder[];
  /** Per symbol: bit i is set where interval i is derived from this symbol's stream. */
  #folded: Int32Array = new Int32Array(0);
  /** Per symbol: number of the interval that streams and is folded into the others. */
  #foldBase: Int32Array = new Int32Array(0);
  /** By interval and symbol: start of the newest bar that a source delivered itself; NaN where it delivered none. */
  readonly #delivered: Float64Array[] = INTERVALS.map(() => new Float64Array(0));

  constructor(
    private readonly spans: SpanLookup,
    private readonly indicators: IndicatorUpdates,
    private readonly observer: BarStoreObserver,
  ) {
    this.#folders = INTERVALS.map(
      (_interval, index) =>
        new BarFolder(index, spans, (symbolIndex, folded, bars, at) =>
          this.#takeDerived(symbolIndex, folded, bars, at),
        ),
    );
  }

  /** Makes room in every column for symbol indexes below `size`. */
  ensureSize(size: number): void {
    if (size <= this.#folded.length) return;
    this.#folded = grownInt32(this.#folded, size);
    this.#foldBase = grownInt32(this.#foldBase, size);
    for (const [index, column] of this.#delivered.entries()) {
      this.#delivered[index] = grownFloat64(column, size, Number.NaN);
    }
    for (const columns of this.#latest) columns.ensureSize(size);
  }

  series(symbolIndex: number, interval: Interval): BarSeries | undefined {
    return this.#seriesAt(symbolIndex, intervalIndex(interval));
  }

  /** Bytes that the bars of all series take. */
  get bytes(): number {
    return this.#pools.reduce((sum, pool) => sum + pool.bytes, 0);
  }

  #seriesAt(symbolIndex: number, index: number): BarSeries | undefined {
    return this.#series[index]?.[symbolIndex];
  }

  /** The series of a symbol and interval, opened where there is none, holding `capacity` bars or more. */
  openSeries(symbolIndex: number, interval: Interval, capacity: number): BarSeries {
    const existing = this.series(symbolIndex, interval);
    if (existing !== undefined) {
      existing.ensureCapacity(capacity);
      return existing;
    }
    const opened = new BarSeries(capacity, this.#pools[intervalIndex(interval)]);
    const column = this.#series[intervalIndex(interval)];
    if (column !== undefined) column[symbolIndex] = opened;
    return opened;
  }

  /** Frees the bars of one symbol and interval. */
  closeSeries(symbolIndex: number, interval: Interval): void {
    const index = intervalIndex(interval);
    const column = this.#series[index];
    column?.[symbolIndex]?.close();
    if (column !== undefined) column[symbolIndex] = undefined;
    this.#latest[index]?.clear(symbolIndex);
    this.#folders[index]?.drop(symbolIndex);
    const delivered = this.#delivered[index];
    if (delivered !== undefined && symbolIndex < delivered.length) delivered[symbolIndex] = Number.NaN;
  }

  /** Lets all bars of a symbol go; its series stay open. */
  emptySeries(symbolIndex: number): void {
    for (const [index, interval] of INTERVALS.entries()) {
      const held = this.#seriesAt(symbolIndex, index);
      const capacity = held?.capacity;
      this.closeSeries(symbolIndex, interval);
      if (capacity !== undefined)
        this.indicators.rebuild(symbolIndex, index, this.openSeries(symbolIndex, interval, capacity));
    }
  }

  latest(interval: Interval): LatestColumns {
    return this.#latestAt(intervalIndex(interval));
  }

  #latestAt(index: number): LatestColumns {
    const columns = this.#latest[index];
    if (columns === undefined) throw new RangeError(`No interval has index ${index}`);
    return columns;
  }

  folder(interval: Interval): BarFolder {
    const folder = this.#folders[intervalIndex(interval)];
    if (folder === undefined) throw new RangeError(`No folder for ${interval}`);
    return folder;
  }

  /** Says which intervals of a symbol are derived from its stream of `base` bars. */
  setDerived(symbolIndex: number, base: Interval, intervals: readonly Interval[]): void {
    let mask = 0;
    this.#foldBase[symbolIndex] = intervalIndex(base);
    for (const interval of intervals) mask |= 1 << intervalIndex(interval);
    this.#folded[symbolIndex] = mask;
    for (let index = 0; index < INTERVAL_COUNT; index += 1) {
      if ((mask & (1 << index)) === 0) this.#folders[index]?.drop(symbolIndex);
    }
  }

  /** Takes one closed bar of a stream: the record at `at` of `bars`. */
  ingest(symbolIndex: number, index: number, bars: Float64Array, at: number): Outcome {
    const series = this.#seriesAt(symbolIndex, index);
    const outcome =
      series === undefined ? this.#checkUnkept(symbolIndex, index, bars, at) : series.offer(bars, at);
    this.totals.received += 1;
    if (outcome === APPENDED) {
      this.totals.accepted += 1;
      this.#takeNewest(symbolIndex, index, bars, at);
      return outcome;
    }
    this.#count(outcome);
    if (outcome === INSERTED || outcome === REVISED) this.#takeRevision(symbolIndex, index, bars, at);
    else if (outcome === REJECTED && !isSoundBar(bars, at)) {
      this.observer.onQuarantined(symbolIndex, intervalAt(index), explainUnsoundBar(bars, at));
    }
    return outcome;
  }

  /** Order and soundness of a bar whose interval is folded but not kept: what has been folded cannot be revised. */
  #checkUnkept(symbolIndex: number, index: number, bars: Float64Array, at: number): Outcome {
    if (!isSoundBar(bars, at)) return REJECTED;
    const start = bars[at + BAR_START] ?? Number.NaN;
    const newest = this.#latestAt(index);
    if (start === newest.start[symbolIndex])
      return newest.holds(symbolIndex, bars, at) ? DUPLICATE : REJECTED;
    return start < (newest.start[symbolIndex] ?? Number.NaN) ? REJECTED : APPENDED;
  }

  #count(outcome: Outcome): void {
    if (outcome === INSERTED) this.totals.accepted += 1;
    else if (outcome === REVISED) this.totals.revised += 1;
    else if (outcome === DUPLICATE) this.totals.duplicate += 1;
    else this.totals.rejected += 1;
  }

  #takeNewest(symbolIndex: number, index: number, bars: Float64Array, at: number): void {
    const folder = this.#folders[index];
    if (folder?.isIdle === false) this.#takeBesideForming(folder, symbolIndex, bars, at);
    else this.#latestAt(index).write(symbolIndex, bars, at);
    if (this.#folded[symbolIndex] !== 0) {
      this.#noteDelivered(symbolIndex, index, bars[at + BAR_START] ?? Number.NaN);
      this.#fold(symbolIndex, index, bars, at);
    }
    this.indicators.update(symbolIndex, index, bars, at);
  }

  /** A source's own bar replaces the one that forms, unless that is of a later span. */
  #takeBesideForming(folder: BarFolder, symbolIndex: number, bars: Float64Array, at: number): void {
    if (folder.formingStart(symbolIndex) > (bars[at + BAR_START] ?? Number.NaN)) return;
    folder.drop(symbolIndex);
    this.#latestAt(folder.intervalIndex).write(symbolIndex, bars, at);
  }

  #noteDelivered(symbolIndex: number, index: number, start: number): void {
    const delivered = this.#delivered[index];
    if (delivered !== undefined && !(start <= (delivered[symbolIndex] ?? Number.NaN)))
      delivered[symbolIndex] = start;
  }

  #fold(symbolIndex: number, index: number, bars: Float64Array, at: number): void {
    if (this.#foldBase[symbolIndex] !== index) return;
    const mask = this.#folded[symbolIndex] ?? 0;
    for (let coarser = index + 1; mask >> coarser !== 0; coarser += 1) {
      if ((mask & (1 << coarser)) === 0) continue;
      const folder = this.#folders[coarser];
      if (folder === undefined) continue;
      folder.fold(symbolIndex, bars, at);
      if (folder.hasForming(symbolIndex)) {
        this.#latestAt(coarser).write(symbolIndex, folder.forming, symbolIndex * BAR_STRIDE);
      }
    }
  }

  /** A derived bar closed. A source's own bar of the same start stands. */
  #takeDerived(symbolIndex: number, index: number, bars: Float64Array, at: number): void {
    const series = this.#seriesAt(symbolIndex, index);
    if (series === undefined || series.lastStart >= (bars[at + BAR_START] ?? Number.NaN)) return;
    if (series.offer(bars, at) === APPENDED) this.indicators.update(symbolIndex, index, bars, at);
  }

  /** Derived bars and indicators follow a change in the past. */
  #takeRevision(symbolIndex: number, index: number, bars: Float64Array, at: number): void {
    const start = bars[at + BAR_START] ?? Number.NaN;
    const series = this.#seriesAt(symbolIndex, index);
    if (series === undefined) return;
    this.#noteDelivered(symbolIndex, index, start);
    this.#revised(symbolIndex, index, series, start);
    const mask = this.#foldBase[symbolIndex] === index ? (this.#folded[symbolIndex] ?? 0) : 0;
    for (let coarser = index + 1; mask >> coarser !== 0; coarser += 1) {
      if ((mask & (1 << coarser)) !== 0) this.#refold(symbolIndex, series, coarser, start);
    }
  }

  #revised(symbolIndex: number, index: number, series: BarSeries, start: number): void {
    this.observer.onRevised(symbolIndex, intervalAt(index), start);
    this.#showNewest(symbolIndex, index, series);
    this.indicators.rebuild(symbolIndex, index, series);
  }

  /** Puts the newest closed bar into the columns, unless a bar forms. Whether it is fresh stays as it was. */
  #showNewest(symbolIndex: number, index: number, series: BarSeries): void {
    if (series.length === 0 || this.#folders[index]?.hasForming(symbolIndex) === true) return;
    const latest = this.#latestAt(index);
    const fresh = latest.fresh[symbolIndex] ?? 0;
    latest.write(symbolIndex, series.data, series.offsetOf(series.length - 1));
    latest.fresh[symbolIndex] = fresh;
  }

  /** Derives again the one coarser bar that a changed finer bar belongs to, where its whole span is held. */
  #refold(symbolIndex: number, finer: BarSeries, coarser: number, start: number): void {
    const spanStart = this.spans.spanStart(coarser, start);
    const folder = this.#folders[coarser];
    if (folder === undefined || !(spanStart <= start) || !holdsFrom(finer, coarser, spanStart)) return;
    const records = recordsBetween(finer, spanStart, this.spans.spanEnd(coarser, start));
    if (folder.formingStart(symbolIndex) === spanStart) {
      folder.drop(symbolIndex);
      folder.foldAll(symbolIndex, records);
      this.#latestAt(coarser).write(symbolIndex, folder.forming, symbolIndex * BAR_STRIDE);
    } else this.#deriveAgain(symbolIndex, coarser, foldRecords(records, coarser, this.spans));
  }

  /** A closed derived bar changes, or comes late. One that the source delivered itself stands. */
  #deriveAgain(symbolIndex: number, index: number, bars: Float64Array): void {
    const start = bars[BAR_START] ?? Number.NaN;
    const target = this.#seriesAt(symbolIndex, index);
    const delivered = this.#delivered[index]?.[symbolIndex] ?? Number.NaN;
    if (target === undefined || bars.length === 0 || delivered >= start) return;
    const outcome = target.offer(bars, 0);
    if (outcome === INSERTED || outcome === REVISED) this.#revised(symbolIndex, index, target, start);
    else if (outcome === APPENDED) {
      this.#showNewest(symbolIndex, index, target);
      this.#latestAt(index).fresh[symbolIndex] = 1;
      this.indicators.update(symbolIndex, index, bars, 0);
    }
  }

  /**
   * Brings intervals that are newly held up to the present: `records` are the stream's bars of
   * this session so far, which the other intervals of the symbol have had already.
   */
  backfill(symbolIndex: number, base: Interval, records: Float64Array, intervals: readonly Interval[]): void {
    for (const interval of intervals) {
      if (interval === base) {
        this.mergeHistory(symbolIndex, base, records);
        this.latest(base).fresh[symbolIndex] = 1;
        continue;
      }
      const folder = this.folder(interval);
      if (isWithinSession(interval)) folder.drop(symbolIndex);
      folder.foldAll(symbolIndex, records);
      if (folder.hasForming(symbolIndex)) {
        this.latest(interval).write(symbolIndex, folder.forming, symbolIndex * BAR_STRIDE);
      }
    }
    this.#noteUnkept(symbolIndex, intervalIndex(base), records);
  }

  /** What a stream that is only folded has brought so far, so that nothing of it is folded twice. */
  #noteUnkept(symbolIndex: number, index: number, records: Float64Array): void {
    const newest = records.length - BAR_STRIDE;
    if (newest < 0 || this.#seriesAt(symbolIndex, index) !== undefined) return;
    const latest = this.#latestAt(index);
    const start = records[newest + BAR_START] ?? Number.NaN;
    if (!(start <= (latest.start[symbolIndex] ?? Number.NaN))) latest.write(symbolIndex, records, newest);
  }

  /** Earlier bars of a span that is not over yet go into its forming bar: `record` is their fold. */
  precede(symbolIndex: number, interval: Interval, record: Float64Array, firstStart: number): void {
    const folder = this.folder(interval);
    folder.precede(symbolIndex, record, 0, firstStart);
    const latest = this.latest(interval);
    const fresh = latest.fresh[symbolIndex] ?? 0;
    latest.write(symbolIndex, folder.forming, symbolIndex * BAR_STRIDE);
    latest.fresh[symbolIndex] = fresh;
  }

  /** From the open on, every bar is stale until the session brings a newer one. */
  expireAll(): void {
    for (const columns of this.#latest) columns.expireAll();
  }

  /** Before the open, the bars of the last completed session, which opened then, are the newest that could be there. */
  refreshSince(open: number): void {
    for (const [index, columns] of this.#latest.entries()) {
      columns.refreshSince(index < WEEK ? open : this.spans.spanStart(index, open));
    }
  }

  /** Closes every derived bar whose span ends at `instant` or before, finest interval first. */
  closeFormingUntil(instant: number): void {
    for (const folder of this.#folders) folder.closeUntil(instant);
  }

  /** Joins loaded bars with what a series holds and brings its indicators up to date. False where nothing changed. */
  mergeHistory(symbolIndex: number, interval: Interval, records: Float64Array): boolean {
    const index = intervalIndex(interval);
    const series = this.#seriesAt(symbolIndex, index);
    if (series === undefined) return false;
    const added = series.merge(records, (at) =>
      this.observer.onQuarantined(symbolIndex, interval, explainRefused(records, at)),
    );
    if (!added) return false;
    this.#showNewest(symbolIndex, index, series);
    this.indicators.rebuild(symbolIndex, index, series);
    return true;
  }

  /** Puts every bar that is held of a symbol on another split basis. */
  rescale(symbolIndex: number, factor: number): void {
    for (let index = 0; index < INTERVAL_COUNT; index += 1) {
      const folder = this.#folders[index];
      const series = this.#seriesAt(symbolIndex, index);
      this.#latestAt(index).rescale(symbolIndex, factor);
      folder?.rescale(symbolIndex, factor);
      if (series === undefined || series.length === 0) continue;
      series.rescale(factor);
      this.indicators.rebuild(symbolIndex, index, series);
    }
  }
}

const WEEK = intervalIndex('1w');

/** True for intervals whose bars lie inside one session, the day's own among them. */
function isWithinSession(interval: Interval): boolean {
  return intervalIndex(interval) < WEEK;
}

/** False where a series begins inside the span: it was opened later, or has let its oldest bars go. */
function holdsFrom(series: BarSeries, coarser: number, spanStart: number): boolean {
  return series.startOf(0) <= spanStart || (coarser < WEEK && series.counters.evicted === 0);
}
