import type { SymbolId } from './symbol.ts';
import type { EpochMs } from './time.ts';

/** One match of one scan. */
export interface Hit {
  /** Session time of the scan. */
  readonly time: EpochMs;
  readonly symbol: SymbolId;
  readonly scanner: string;
  /** True for the first match of this scanner and symbol on this session date. */
  readonly first: boolean;
  /** Version of the scanner: 1 as the session began, one more with each time that it was saved. */
  readonly version: number;
  /** Named figures that the scanner saw: gap_percent, price, sma. */
  readonly metadata: Readonly<Record<string, number>>;
  /** All that was measured, in an order of the scanner's own, which makes a tree of conditions of it. */
  readonly evidence?: Float64Array;
  /** Why, in the scanner's own words: one line. */
  readonly reason?: string;
  /** By how much it matches: the smallest margin over its conditions, as a share of their thresholds. */
  readonly strength?: number;
  /** True where it alerts nobody: a repeat, within the scanner's cool-down. */
  readonly quiet?: boolean;
  /** The promotion bound that kept the symbol from being promoted, if one did. */
  readonly heldBack?: 'auto' | 'max_promoted' | 'max_per_scan';
  /** When a bar that the scan may have seen was revised after it; absent where none was. The hit stands as it was. */
  readonly revisedAt?: EpochMs;
  /** How much the data behind it could be relied on at that moment. */
  readonly confidence?: HitConfidence;
}

/** 0-100, and what lowers it in words, the gravest first: warm-up, gaps, staleness. */
export interface HitConfidence {
  readonly score: number;
  readonly doubts: readonly string[];
}
