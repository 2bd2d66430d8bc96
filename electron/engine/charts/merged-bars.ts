import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { BarFolder, type SpanLookup } from '../session-data/bar-folder.ts';
import { type BarSeries, recordsBetween } from '../session-data/bar-series.ts';
import { BarRecords } from './bar-records.ts';
import type { FormingBar, HeldBars } from './held-bars.ts';

const WEEK = intervalIndex('1w');

/** A series as it was when its bars were taken over. */
interface Taken {
  readonly series: BarSeries;
  readonly changes: number;
}

/**
 * The closed bars of one symbol and interval for a chart, oldest first: the interval's own series, with what
 * it lacks folded from a finer one. Each bar is taken over once; where anything but the newest of what was
 * taken has changed, all of them are taken anew.
 */
export class MergedBars {
  readonly closed = new BarRecords();
  readonly #folder: BarFolder;
  /** Folds the folder's forming bar and the finer series' own one together. */
  readonly #preview: BarFolder;
  #held: HeldBars = { own: undefined, finer: undefined };
  #own: Taken | undefined;
  #finer: Taken | undefined;
  /** Newest bar of the own series when bars were taken anew: where it is not live, what follows is folded. */
  #ownLast: number | undefined;
  /** Start of the oldest bar that was taken. */
  #oldest = Number.POSITIVE_INFINITY;
  /** Finer bars from this start on are not folded yet. */
  #foldFrom = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly intervalIndex: number,
    private readonly spans: SpanLookup,
  ) {
    this.#folder = new BarFolder(intervalIndex, spans, (_symbol, _interval, bars, at) =>
      this.closed.append(bars, at),
    );
    this.#preview = new BarFolder(intervalIndex, spans, () => undefined);
  }

  /** Takes over what has come since the last call, up to the session time `now`. True where earlier bars changed. */
  sync(held: HeldBars, now: number): boolean {
    const stands = this.#stands(held);
    this.#held = held;
    if (!stands) this.#takeAnew();
    this.#takeNewest(now);
    return !stands;
  }

  #stands({ own, finer }: HeldBars): boolean {
    if (!isAsTaken(this.#own, own?.series) || own?.live !== this.#held.own?.live) return false;
    if (own?.live === true) return this.#frontStands(finer?.series);
    return isAsTaken(this.#finer, finer?.series) && own?.series.lastStart === this.#ownLast;
  }

  /** In front of a live series, what was folded stands though the finer series is gone, unless another one reaches further. */
  #frontStands(finer: BarSeries | undefined): boolean {
    if (finer === undefined) return true;
    if (this.#finer?.series === finer && this.#finer.changes !== finer.changes) return false;
    return !(this.spans.spanStart(this.intervalIndex, this.#firstWhole(finer)) < this.#oldest);
  }

  #takeAnew(): void {
    const own = this.#held.own?.series;
    const finer = this.#held.finer?.series;
    this.#own = taken(own);
    this.#finer = taken(finer);
    this.#ownLast = own?.lastStart;
    this.closed.clear();
    this.#folder.drop(0);
    this.#foldFrom = finer === undefined ? Number.NEGATIVE_INFINITY : this.#firstWhole(finer);
    this.#foldUntil(own?.startOf(0) ?? Number.POSITIVE_INFINITY);
    if (own !== undefined && own.length > 0) {
      this.#folder.closeUntil(Number.POSITIVE_INFINITY);
      this.#takeOwn(own);
      this.#foldFrom = Math.max(this.#foldFrom, this.spans.spanEnd(this.intervalIndex, own.lastStart));
    }
    const oldest = this.closed.length > 0 ? this.closed.startOf(0) : this.#folder.formingStart(0);
    this.#oldest = Number.isNaN(oldest) ? Number.POSITIVE_INFINITY : oldest;
  }

  /** Start of the first finer bar whose whole span is held: a ring that has let bars go begins in the middle of one. */
  #firstWhole(finer: BarSeries): number {
    const first = finer.startOf(0);
    const isWhole =
      this.spans.spanStart(this.intervalIndex, first) === first ||
      (this.intervalIndex < WEEK && finer.counters.evicted === 0);
    return isWhole ? first : this.spans.spanEnd(this.intervalIndex, first);
  }

  #takeNewest(now: number): void {
    const { own } = this.#held;
    if (own !== undefined) this.#takeOwn(own.series);
    if (own?.live === true) return;
    this.#foldUntil(Number.POSITIVE_INFINITY);
    this.#folder.closeUntil(now);
  }

  #takeOwn(own: BarSeries): void {
    for (let index = own.indexFrom(this.closed.lastStart + 1); index < own.length; index += 1)
      this.closed.append(own.data, own.offsetOf(index));
  }

  #foldUntil(before: number): void {
    const finer = this.#held.finer?.series;
    if (finer === undefined) return;
    const block = recordsBetween(finer, this.#foldFrom, before);
    if (block.length === 0) return;
    this.#folder.foldAll(0, block);
    this.#foldFrom = (block[block.length - BAR_STRIDE + BAR_START] ?? Number.NaN) + 1;
  }

  /** The bar that forms now, later than all closed ones; undefined where none does. */
  forming(): FormingBar | undefined {
    const { own, finer } = this.#held;
    const forming = own?.live === true ? own.forming() : this.#foldedForming(finer?.forming());
    if (forming === undefined) return undefined;
    const start = forming.bars[forming.at + BAR_START] ?? Number.NaN;
    return start > this.closed.lastStart ? forming : undefined;
  }

  #foldedForming(finer: FormingBar | undefined): FormingBar | undefined {
    const preview = this.#preview;
    preview.drop(0);
    if (this.#folder.hasForming(0)) preview.fold(0, this.#folder.forming, 0);
    if (finer !== undefined) preview.fold(0, finer.bars, finer.at);
    return preview.hasForming(0) ? { bars: preview.forming, at: 0 } : undefined;
  }
}

function taken(series: BarSeries | undefined): Taken | undefined {
  return series === undefined ? undefined : { series, changes: series.changes };
}

function isAsTaken(before: Taken | undefined, series: BarSeries | undefined): boolean {
  return before?.series === series && before?.changes === series?.changes;
}
