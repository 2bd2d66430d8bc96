import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { explainRefused, explainUnsoundBar, isSoundBar } from './bar-check.ts';
import type { IntervalBars } from './interval-bars.ts';
import type { IngestTotals, StoreParts } from './store-parts.ts';

/** Brings blocks of bars in beside those that stream: history that was loaded, and what a session brought so far. */
export class BarJoining {
  constructor(
    private readonly parts: StoreParts,
    private readonly streamed: IngestTotals,
    private readonly loaded: IngestTotals,
  ) {}

  /**
   * Joins a block of bars with what a series holds, counts what became of them, and brings the indicators
   * up to date. False where nothing changed.
   */
  merge(
    symbolIndex: number,
    own: IntervalBars,
    records: Float64Array,
    totals: IngestTotals = this.loaded,
  ): boolean {
    const series = own.series(symbolIndex);
    if (series === undefined) return false;
    const { indicators, observer } = this.parts;
    const onRejected = (at: number): void =>
      observer.onQuarantined(symbolIndex, own.interval, explainRefused(records, at), startAt(records, at));
    if (!series.merge(records, onRejected, totals)) return false;
    own.showNewest(symbolIndex);
    indicators.rebuild(symbolIndex, own.index, series);
    return true;
  }

  /**
   * Brings intervals that are newly held up to the present: `records` are the stream's bars of
   * this session so far, which the other intervals of the symbol have had already.
   */
  backfill(
    symbolIndex: number,
    base: IntervalBars,
    records: Float64Array,
    intervals: readonly number[],
  ): void {
    for (const index of intervals) {
      const own = this.parts.intervals[index];
      if (own === undefined) continue;
      if (own === base) {
        this.merge(symbolIndex, base, records, this.streamed);
        base.latest.fresh[symbolIndex] = 1;
      } else this.#fold(symbolIndex, own, records);
    }
    if (base.liveSeries(symbolIndex) === undefined) this.#noteUnkept(symbolIndex, base, records);
  }

  #fold(symbolIndex: number, own: IntervalBars, records: Float64Array): void {
    if (own.isWithinSession) own.folder.drop(symbolIndex);
    own.folder.foldAll(symbolIndex, records);
    if (own.folder.hasForming(symbolIndex)) own.showForming(symbolIndex);
  }

  /**
   * What a stream that is only folded has brought so far: the newest of it is noted, so that nothing is
   * folded twice. Bars that had been read before are not counted again.
   */
  #noteUnkept(symbolIndex: number, { interval, latest }: IntervalBars, records: Float64Array): void {
    const { observer } = this.parts;
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      if (startAt(records, at) <= (latest.start[symbolIndex] ?? Number.NaN)) continue;
      this.streamed.received += 1;
      if (isSoundBar(records, at)) {
        this.streamed.accepted += 1;
        latest.write(symbolIndex, records, at);
      } else {
        this.streamed.rejected += 1;
        observer.onQuarantined(symbolIndex, interval, explainUnsoundBar(records, at), startAt(records, at));
      }
    }
  }

  /** Earlier bars of a span that is not over yet go into its forming bar: `record` is their fold. */
  precede(symbolIndex: number, own: IntervalBars, record: Float64Array, firstStart: number): void {
    const { folder, latest } = own;
    folder.precede(symbolIndex, record, 0, firstStart);
    latest.rewrite(symbolIndex, folder.forming, symbolIndex * BAR_STRIDE);
  }
}

function startAt(records: Float64Array, at: number): number {
  return records[at + BAR_START] ?? Number.NaN;
}
