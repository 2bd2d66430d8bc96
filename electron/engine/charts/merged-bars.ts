import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { BarFolder, type SpanLookup } from '../session-data/bar-folder.ts';
import { type BarSeries, recordsBetween } from '../session-data/bar-series.ts';
import { BarRecords } from './bar-records.ts';
import type { FormingBar, HeldBars } from './held-bars.ts';

/** 1d and finer: bars that lie inside one session. */
const LAST_WITHIN_SESSION = 6;

/**
 * The closed bars of one symbol and interval for a chart, oldest first: the interval's own series, with what
 * it lacks folded from a finer one. Bars are taken over once; when anything but the newest of what is held
 * has changed, all of them are taken anew.
 */
export class MergedBars {
  readonly closed = new BarRecords();
  readonly #folder: BarFolder;
  /** Folds the folder's forming bar and the finer series' own one together. */
  readonly #preview: BarFolder;
  #held: HeldBars = { own: undefined, finer: undefined };
  #ownChanges = 0;
  #finerChanges = 0;
  /** Newest bar of an own series that is not live: what follows it is folded. */
  #ownLast: number | undefined;
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
    if (!stands) this.#rebuild();
    this.#extend(now);
    return !stands;
  }

  #stands({ own, finer }: HeldBars): boolean {
    const before = this.#held;
    return (
      own?.series === before.own?.series &&
      own?.live === before.own?.live &&
      finer?.series === before.finer?.series &&
      (own?.series.changes ?? 0) === this.#ownChanges &&
      (finer?.series.changes ?? 0) === this.#finerChanges &&
      (own?.live === true || finer === undefined || own?.series.lastStart === this.#ownLast)
    );
  }

  #ownEnd(own: BarSeries): number {
    return own.length === 0
      ? Number.NEGATIVE_INFINITY
      : this.spans.spanEnd(this.intervalIndex, own.lastStart);
  }

  #rebuild(): void {
    const { own, finer } = this.#held;
    this.#ownChanges = own?.series.changes ?? 0;
    this.#finerChanges = finer?.series.changes ?? 0;
    this.#ownLast = own?.series.lastStart;
    this.closed.clear();
    this.#folder.drop(0);
    this.#foldFrom = finer === undefined ? Number.NEGATIVE_INFINITY : this.#firstWhole(finer.series);
    if (own === undefined || own.series.length === 0) return;
    this.#foldUntil(own.series.startOf(0));
    this.#folder.closeUntil(Number.POSITIVE_INFINITY);
    this.#takeOwn();
    this.#foldFrom = Math.max(this.#foldFrom, this.#ownEnd(own.series));
  }

  /** Start of the first finer bar whose whole span is held: a ring that has let bars go begins in the middle of one. */
  #firstWhole(finer: BarSeries): number {
    const first = finer.startOf(0);
    const isWhole =
      this.spans.spanStart(this.intervalIndex, first) === first ||
      (this.intervalIndex <= LAST_WITHIN_SESSION && finer.counters.evicted === 0);
    return isWhole ? first : this.spans.spanEnd(this.intervalIndex, first);
  }

  #extend(now: number): void {
    const { own } = this.#held;
    this.#takeOwn();
    if (own?.live === true) return;
    this.#foldUntil(Number.POSITIVE_INFINITY);
    this.#folder.closeUntil(now);
  }

  #takeOwn(): void {
    const series = this.#held.own?.series;
    if (series === undefined) return;
    for (let index = series.indexFrom(this.closed.lastStart + 1); index < series.length; index += 1)
      this.closed.append(series.data, series.offsetOf(index));
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
