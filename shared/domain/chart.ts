import type { PriceBasis } from './bar.ts';
import type { Hit } from './hit.ts';
import type { Interval } from './interval.ts';
import type { SymbolId } from './symbol.ts';
import type { EpochMs } from './time.ts';

/** Intervals that a chart offers. */
export const CHART_INTERVALS = [
  '1m',
  '5m',
  '15m',
  '30m',
  '1h',
  '1d',
  '1w',
] as const satisfies readonly Interval[];

/** The most bars that a chart is given at a time. */
export const CHART_BARS = 12_000;

/** Name of a chart of the window: letters, digits and dashes. */
export const CHART_ID_PATTERN = /^[A-Za-z0-9-]{1,32}$/;

export interface ChartQuery {
  /** Which chart asks. What it needs is held for it until it moves on to another symbol, or is closed. */
  readonly chartId: string;
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** The newest bars, at most this many; 1 to CHART_BARS. */
  readonly last: number;
  /**
   * The edition and the start of the newest bar that the chart has: only bars from that one on are
   * answered, where the edition still stands. Null for all.
   */
  readonly since: { readonly edition: number; readonly start: EpochMs } | null;
}

/**
 * One line of an indicator: a value for each bar of the answer, NaN where there is none. On the forming bar it
 * is the value that the bar would close with now.
 */
export interface ChartLine {
  /** `sma_20_5m`; lines of one indicator share it. */
  readonly key: string;
  /** `SMA 20`, `MACD 12 26 9 signal`. */
  readonly label: string;
  readonly name: string;
  readonly output: string;
  /** Over the prices, or in a pane of its own, which the lines of one key share. */
  readonly pane: 'price' | 'own';
  /** The scale's fixed ends, for bounded indicators (RSI 0 and 100); null where it is free. */
  readonly range: readonly [number, number] | null;
  readonly values: Float64Array;
}

/** Bars as columns of equal length, oldest first. */
export interface ChartBars {
  readonly start: Float64Array;
  /** Exchange wall time of the start as if it were UTC, in SECONDS: what a chart's time axis takes. Ascending. */
  readonly wallSeconds: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Shares. */
  readonly volume: Float64Array;
}

/** First hits that an answer carries at most: the newest. */
export const CHART_HITS = 200;

/** What a chart draws. */
export interface ChartData {
  readonly symbol: SymbolId;
  /** The interval that was served: 1d where the symbol has no intraday bars. */
  readonly interval: Interval;
  /** Another edition: earlier bars have changed, draw everything anew. */
  readonly edition: number;
  /** True where the bars of this answer replace all that the chart has; false where they follow or replace its newest. */
  readonly whole: boolean;
  readonly bars: ChartBars;
  /** End of the last bar where it still forms; null where it is closed, or there is none. */
  readonly formingUntil: EpochMs | null;
  readonly lines: readonly ChartLine[];
  /** Wall seconds of the first bar of each session among the bars: a rule is drawn there. Intraday only. */
  readonly sessionStarts: Float64Array;
  /** The newest first hits of this symbol since the oldest bar that is held, oldest first: all of them, whole answer or not. */
  readonly hits: readonly Hit[];
  /** Name of the data source of the bars; null where none has any. */
  readonly source: string | null;
  readonly basis: PriceBasis | null;
  /** Intervals that can be had for this symbol. */
  readonly intervals: readonly Interval[];
  /** True while bars or lines that the chart needs are still to come: ask again shortly, though the symbol has no news. */
  readonly loading: boolean;
  /** Why bars are missing, in words for the user; null where none are known to be. */
  readonly cause: string | null;
}
