import type { Interval } from './interval.ts';
import type { SymbolId } from './symbol.ts';
import type { EpochMs, SessionDate } from './time.ts';

/** What promoting one symbol would fetch and give. */
export interface SymbolPreview {
  readonly symbol: SymbolId;
  /** Why one would: its newest hit (`gap 09:35`); null where it has none today. */
  readonly reason: string | null;
  /** Bars that would be asked for, and those held already. */
  readonly fetch: number;
  readonly held: number;
  /** Indicators of the config, and how many of them will have a value with what the source has. */
  readonly indicators: number;
  readonly ready: number;
  /** Why it cannot be promoted; null where it can. */
  readonly refusal: string | null;
  readonly alreadyPromoted: boolean;
}

/** Bars of one interval that the promotion would load, over all symbols of the preview. */
export interface LoadPreview {
  readonly interval: Interval;
  /** Name of the data source; null where none delivers the interval. */
  readonly source: string | null;
  /** The finer interval that it is folded from, where the source does not deliver it itself. */
  readonly derivedFrom: Interval | null;
  /** First and last session asked for; null where nothing is. */
  readonly from: SessionDate | null;
  readonly to: SessionDate | null;
  readonly fetch: number;
  readonly held: number;
  readonly requests: number;
}

/** What a promotion asks of a source that counts requests, against what it still allows. */
export interface BudgetPreview {
  readonly source: string;
  readonly requestsPerMinute: number;
  /** Requests that can go out at once. */
  readonly left: number;
  readonly requests: number;
  /** The least time until the last of them has gone out. */
  readonly seconds: number;
}

/** A dry run of a promotion: what it would ask for, counted by the same planner that then asks. */
export interface PromotionPreview {
  readonly symbols: readonly SymbolPreview[];
  readonly loads: readonly LoadPreview[];
  readonly requests: number;
  readonly fetch: number;
  readonly held: number;
  /** Memory that the symbols would take in addition, what bars and indicators take now, in bytes. */
  readonly addedBytes: number;
  readonly usedBytes: number;
  /** Expected duration, from the rate of the loads so far and what the sources allow; null where none was run yet. */
  readonly seconds: number | null;
  /** Keys of the indicators that each symbol would get. */
  readonly indicatorKeys: readonly string[];
  readonly warnings: readonly string[];
  /** Sources that bound how often they are asked, and what of that is left; none where nothing is asked of one. */
  readonly budgets: readonly BudgetPreview[];
  /** Promoted symbols now and the config's bound; a user may exceed it, after this preview. */
  readonly promotedNow: number;
  readonly maxPromoted: number;
}

/** `short`: less came than was asked for; `failed`: nothing came. */
export type LoadState = 'waiting' | 'loading' | 'complete' | 'short' | 'failed';

/** How far the history of one interval of a promoted symbol has come. */
export interface LoadProgress {
  readonly interval: Interval;
  readonly state: LoadState;
  /** Bars that came, and those that the calendar expects. */
  readonly got: number;
  readonly asked: number;
  /** Why there is less than asked; null where nothing is missing. */
  readonly cause: string | null;
  /** Sessions that did not come, in order; both ends inclusive. */
  readonly missing: readonly { readonly from: SessionDate; readonly to: SessionDate }[];
}

/** A promoted symbol as its panel shows it. */
export interface PromotedRecord {
  readonly symbol: SymbolId;
  /** Session time of the promotion. */
  readonly since: EpochMs;
  /** Who promoted it: `user`, `config`, or a scanner's name. */
  readonly by: string;
  readonly bars: number;
  readonly bytes: number;
  readonly indicators: number;
  /** Indicators that have a value. */
  readonly ready: number;
  readonly loads: readonly LoadProgress[];
}
