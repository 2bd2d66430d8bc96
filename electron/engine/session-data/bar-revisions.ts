import { BAR_START } from '../../../shared/domain/bar.ts';
import { foldRecords } from './bar-folder.ts';
import { APPENDED, type BarSeries, INSERTED, REVISED, recordsBetween } from './bar-series.ts';
import type { IntervalBars } from './interval-bars.ts';
import type { StoreParts } from './store-parts.ts';

/** What follows a bar that was changed after the fact, or that came late: columns, indicators, and coarser bars. */
export class BarRevisions {
  constructor(private readonly parts: StoreParts) {}

  /** A bar of a stream has been changed in its series, or put in. */
  take(own: IntervalBars, symbolIndex: number, series: BarSeries, start: number): void {
    const { intervals, plan } = this.parts;
    own.noteDelivered(symbolIndex, start);
    this.#revised(own, symbolIndex, series, start);
    let coarser = plan.next(symbolIndex, own.index, own.index);
    while (coarser > 0) {
      const derived = intervals[coarser];
      if (derived !== undefined) this.#refold(symbolIndex, series, derived, start);
      coarser = plan.next(symbolIndex, own.index, coarser);
    }
  }

  #revised(own: IntervalBars, symbolIndex: number, series: BarSeries, start: number): void {
    const { indicators, observer } = this.parts;
    observer.onRevised(symbolIndex, own.interval, start, series.volumeChange);
    own.showNewest(symbolIndex);
    indicators.rebuild(symbolIndex, own.index, series);
  }

  /** Derives again the one coarser bar that a changed finer bar belongs to, where its whole span is held. */
  #refold(symbolIndex: number, finer: BarSeries, coarser: IntervalBars, start: number): void {
    const { spans } = this.parts;
    const spanStart = spans.spanStart(coarser.index, start);
    if (!(spanStart <= start) || !holdsFrom(finer, coarser, spanStart)) return;
    const records = recordsBetween(finer, spanStart, spans.spanEnd(coarser.index, start));
    if (coarser.folder.formingStart(symbolIndex) === spanStart) {
      coarser.folder.drop(symbolIndex);
      coarser.folder.foldAll(symbolIndex, records);
      coarser.showForming(symbolIndex);
    } else this.#deriveAgain(coarser, symbolIndex, foldRecords(records, coarser.index, spans));
  }

  /** A closed derived bar changes, or comes late. One that the source delivered itself stands. */
  #deriveAgain(own: IntervalBars, symbolIndex: number, bars: Float64Array): void {
    const start = bars[BAR_START] ?? Number.NaN;
    const target = own.series(symbolIndex);
    if (target === undefined || bars.length === 0 || own.deliveredStart(symbolIndex) >= start) return;
    const outcome = target.offer(bars, 0);
    if (outcome === INSERTED || outcome === REVISED) this.#revised(own, symbolIndex, target, start);
    else if (outcome === APPENDED) {
      own.showNewest(symbolIndex);
      own.latest.fresh[symbolIndex] = 1;
      this.parts.indicators.update(symbolIndex, own.index, bars, 0);
    }
  }
}

/** False where a series begins inside the span: it was opened later, or has let its oldest bars go. */
function holdsFrom(series: BarSeries, coarser: IntervalBars, spanStart: number): boolean {
  return series.startOf(0) <= spanStart || (coarser.isWithinSession && series.counters.evicted === 0);
}
