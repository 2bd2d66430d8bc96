import type { Interval } from '../../../shared/domain/interval.ts';
import type { SpanLookup } from './bar-folder.ts';
import type { BarSeries } from './bar-series.ts';
import type { FoldPlan } from './fold-plan.ts';
import type { IntervalBars } from './interval-bars.ts';

/** The indicators as the bar store sees them. */
export interface IndicatorUpdates {
  update(symbolIndex: number, intervalIndex: number, bars: Float64Array, at: number): void;
  rebuild(symbolIndex: number, intervalIndex: number, series: BarSeries): void;
}

/** Told of what goes wrong with a bar; never in silence. */
export interface BarStoreObserver {
  /** A bar that breaks the rules of a bar, or comes too late, was kept out; its `start` may be NaN. */
  onQuarantined(symbolIndex: number, interval: Interval, reason: string, start: number): void;
  /** A closed bar was changed after the fact, or put in late; `volumeChange` is by how many shares. */
  onRevised(symbolIndex: number, interval: Interval, start: number, volumeChange: number): void;
}

/** Totals of the run: received = accepted + revised + duplicate + rejected. */
export interface IngestTotals {
  received: number;
  accepted: number;
  revised: number;
  duplicate: number;
  rejected: number;
}

/** What the parts of a bar store work on together. */
export interface StoreParts {
  readonly intervals: readonly IntervalBars[];
  readonly plan: FoldPlan;
  readonly spans: SpanLookup;
  readonly indicators: IndicatorUpdates;
  readonly observer: BarStoreObserver;
}
