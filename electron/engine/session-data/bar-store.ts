import { BAR_START } from '../../../shared/domain/bar.ts';
import { INTERVALS, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { explainRefused, explainRejected, isSoundBar } from './bar-check.ts';
import type { BarFolder, SpanLookup } from './bar-folder.ts';
import { BarJoining } from './bar-joining.ts';
import { BarRevisions } from './bar-revisions.ts';
import {
  APPENDED,
  type BarSeries,
  DUPLICATE,
  INSERTED,
  type Outcome,
  REJECTED,
  REVISED,
  refusedRecords,
} from './bar-series.ts';
import { FoldPlan } from './fold-plan.ts';
import { IntervalBars } from './interval-bars.ts';
import type { LatestColumns } from './latest-columns.ts';
import type { BarStoreObserver, IndicatorUpdates, IngestTotals } from './store-parts.ts';

/** Derived bars that close before others have their turn. */
const BARS_PER_TURN = 1_000;

/**
 * All bars of the session: a series for each symbol and interval that somebody
 * holds, the newest bar of each as columns, and the forming bars of derived
 * intervals. An interval that is only folded into others is not kept.
 */
export class BarStore {
  /** Of all streams, what they were caught up with included. */
  readonly totals: IngestTotals = { received: 0, accepted: 0, revised: 0, duplicate: 0, rejected: 0 };
  /** Of all loads of history. */
  readonly loaded: IngestTotals = { received: 0, accepted: 0, revised: 0, duplicate: 0, rejected: 0 };
  readonly #intervals: readonly IntervalBars[];
  readonly #plan = new FoldPlan();
  readonly #revisions: BarRevisions;
  readonly #joining: BarJoining;
  #size = 0;

  constructor(
    private readonly spans: SpanLookup,
    private readonly indicators: IndicatorUpdates,
    private readonly observer: BarStoreObserver,
  ) {
    this.#intervals = INTERVALS.map(
      (_interval, index) =>
        new IntervalBars(index, spans, (symbolIndex, _folded, bars, at) =>
          this.#takeDerived(symbolIndex, index, bars, at),
        ),
    );
    const parts = { intervals: this.#intervals, plan: this.#plan, spans, indicators, observer };
    this.#revisions = new BarRevisions(parts);
    this.#joining = new BarJoining(parts, this.totals, this.loaded);
  }

  /** A store of other bars of the same symbols, which tells the same observer. */
  beside(indicators: IndicatorUpdates): BarStore {
    return new BarStore(this.spans, indicators, this.observer);
  }

  /** Makes room in every column for symbol indexes below `size`. */
  ensureSize(size: number): void {
    if (size <= this.#size) return;
    this.#size = size;
    this.#plan.ensureSize(size);
    for (const bars of this.#intervals) bars.ensureSize(size);
  }

  series(symbolIndex: number, interval: Interval): BarSeries | undefined {
    return this.#of(interval).series(symbolIndex);
  }

  /** Bytes that the bars of all series take. */
  get bytes(): number {
    return this.#intervals.reduce((sum, bars) => sum + bars.bytes, 0);
  }

  /** Bytes that they take outside of the arrays that the process counts (see BarMemory). */
  get bytesOutside(): number {
    return this.#intervals.reduce((sum, bars) => sum + bars.bytesOutside, 0);
  }

  #of(interval: Interval): IntervalBars {
    return this.#at(intervalIndex(interval));
  }

  #at(index: number): IntervalBars {
    const bars = this.#intervals[index];
    if (bars === undefined) throw new RangeError(`No interval has index ${index}`);
    return bars;
  }

  /** The series of a symbol and interval, opened where there is none, holding `capacity` bars or more. */
  openSeries(symbolIndex: number, interval: Interval, capacity: number): BarSeries {
    return this.#of(interval).open(symbolIndex, capacity);
  }

  /** Says whether the bars that stream are kept in the series, as they are from its opening on, or only folded. */
  setLive(symbolIndex: number, interval: Interval, live: boolean): void {
    this.#of(interval).setLive(symbolIndex, live);
  }

  /** Frees the bars of one symbol and interval. */
  closeSeries(symbolIndex: number, interval: Interval): void {
    this.#of(interval).close(symbolIndex);
  }

  /** Lets all bars of a symbol go; its series stay open. */
  emptySeries(symbolIndex: number): void {
    for (const bars of this.#intervals) {
      const emptied = bars.empty(symbolIndex);
      if (emptied !== undefined) this.indicators.rebuild(symbolIndex, bars.index, emptied);
    }
  }

  latest(interval: Interval): LatestColumns {
    return this.#of(interval).latest;
  }

  folder(interval: Interval): BarFolder {
    return this.#of(interval).folder;
  }

  /** True where the source itself has delivered the symbol's bar of that start, or a later one. */
  isDelivered(symbolIndex: number, interval: Interval, start: number): boolean {
    return this.#of(interval).deliveredStart(symbolIndex) >= start;
  }

  /** Says which intervals of a symbol are derived from its stream of `base` bars. */
  setDerived(symbolIndex: number, base: Interval, intervals: readonly Interval[]): void {
    this.#plan.set(symbolIndex, base, intervals);
    for (const bars of this.#intervals) {
      if (!this.#plan.derives(symbolIndex, bars.index)) bars.dropForming(symbolIndex);
    }
  }

  /** Takes one closed bar of a stream: the record at `at` of `bars`. */
  ingest(symbolIndex: number, index: number, bars: Float64Array, at: number): Outcome {
    const own = this.#at(index);
    this.totals.received += 1;
    if (!own.append(symbolIndex, bars, at)) return this.#takeOther(own, symbolIndex, bars, at);
    this.totals.accepted += 1;
    this.#takeNewest(own, symbolIndex, bars, at);
    return APPENDED;
  }

  #takeNewest(own: IntervalBars, symbolIndex: number, bars: Float64Array, at: number): void {
    own.showAppended(symbolIndex, bars, at);
    if (this.#plan.derivesAny(symbolIndex)) this.#fold(own, symbolIndex, bars, at);
    this.indicators.update(symbolIndex, own.index, bars, at);
  }

  #fold(own: IntervalBars, symbolIndex: number, bars: Float64Array, at: number): void {
    own.noteDelivered(symbolIndex, bars[at + BAR_START] ?? Number.NaN);
    const { index } = own;
    for (
      let coarser = this.#plan.next(symbolIndex, index, index);
      coarser > 0;
      coarser = this.#plan.next(symbolIndex, index, coarser)
    ) {
      const derived = this.#at(coarser);
      derived.folder.fold(symbolIndex, bars, at);
      if (derived.folder.hasForming(symbolIndex)) derived.showForming(symbolIndex);
    }
  }

  /** A bar that is not simply the next of its series. */
  #takeOther(own: IntervalBars, symbolIndex: number, bars: Float64Array, at: number): Outcome {
    const series = own.liveSeries(symbolIndex);
    const start = bars[at + BAR_START] ?? Number.NaN;
    const outcome =
      series === undefined ? checkUnkept(own.latest, symbolIndex, bars, at) : series.offer(bars, at);
    this.#count(outcome);
    if (outcome === APPENDED) this.#takeNewest(own, symbolIndex, bars, at);
    else if (series !== undefined && (outcome === INSERTED || outcome === REVISED))
      this.#revisions.take(own, symbolIndex, series, start);
    else if (outcome === REJECTED) {
      const reason = explainRejected(bars, at, series !== undefined);
      this.observer.onQuarantined(symbolIndex, own.interval, reason, start);
    }
    return outcome;
  }

  #count(outcome: Outcome): void {
    if (outcome === APPENDED || outcome === INSERTED) this.totals.accepted += 1;
    else if (outcome === REVISED) this.totals.revised += 1;
    else if (outcome === DUPLICATE) this.totals.duplicate += 1;
    else this.totals.rejected += 1;
  }

  /** A derived bar closed. A source's own bar of the same start stands. */
  #takeDerived(symbolIndex: number, index: number, bars: Float64Array, at: number): void {
    const series = this.#at(index).series(symbolIndex);
    if (series === undefined || series.lastStart >= (bars[at + BAR_START] ?? Number.NaN)) return;
    if (series.offer(bars, at) === APPENDED) this.indicators.update(symbolIndex, index, bars, at);
  }

  /** Closes every derived bar whose span ends at `instant` or before, finest interval first. */
  closeFormingUntil(instant: number): void {
    for (const { folder } of this.#intervals) folder.closeUntil(instant);
  }

  /** As closeFormingUntil, in parts after which others may have a turn. */
  *closingUntil(instant: number): Generator<void> {
    for (const { folder } of this.#intervals) {
      while (folder.closeUntil(instant, BARS_PER_TURN)) yield;
    }
  }

  /** See BarJoining.backfill. */
  backfill(symbolIndex: number, base: Interval, records: Float64Array, intervals: readonly Interval[]): void {
    this.#joining.backfill(symbolIndex, this.#of(base), records, intervals.map(intervalIndex));
  }

  /** See BarJoining.precede. */
  precede(symbolIndex: number, interval: Interval, record: Float64Array, firstStart: number): void {
    this.#joining.precede(symbolIndex, this.#of(interval), record, firstStart);
  }

  /** Joins loaded bars with what a series holds and brings its indicators up to date. False where nothing changed. */
  mergeHistory(symbolIndex: number, interval: Interval, records: Float64Array): boolean {
    return this.#joining.merge(symbolIndex, this.#of(interval), records, this.loaded);
  }

  /** Tells which bars of a block that is folded elsewhere are left out there, and why. */
  tellRefused(symbolIndex: number, interval: Interval, records: Float64Array): void {
    for (const at of refusedRecords(records)) {
      const start = records[at + BAR_START] ?? Number.NaN;
      this.observer.onQuarantined(symbolIndex, interval, explainRefused(records, at), start);
    }
  }

  /** From the open on, every bar is stale until the session brings a newer one. */
  expireAll(): void {
    for (const bars of this.#intervals) bars.expireAll();
  }

  /** As expireAll, for one symbol. */
  expire(symbolIndex: number): void {
    for (const bars of this.#intervals) bars.expire(symbolIndex);
  }

  /** Before the open, the bars of the last completed session, which opened then, are the newest that could be there. */
  refreshSince(open: number): void {
    for (const bars of this.#intervals) {
      bars.refreshSince(bars.isWithinSession ? open : this.spans.spanStart(bars.index, open));
    }
  }

  /** Puts every bar that is held of a symbol on another split basis. */
  rescale(symbolIndex: number, factor: number): void {
    for (const bars of this.#intervals) {
      const changed = bars.rescale(symbolIndex, factor);
      if (changed !== undefined) this.indicators.rebuild(symbolIndex, bars.index, changed);
    }
  }
}

/** Order and soundness of a bar whose interval is folded but not kept: what has been folded cannot be revised. */
function checkUnkept(newest: LatestColumns, symbolIndex: number, bars: Float64Array, at: number): Outcome {
  if (!isSoundBar(bars, at)) return REJECTED;
  const start = bars[at + BAR_START] ?? Number.NaN;
  const last = newest.start[symbolIndex] ?? Number.NaN;
  if (start === last) return newest.holds(symbolIndex, bars, at) ? DUPLICATE : REJECTED;
  return start < last ? REJECTED : APPENDED;
}
