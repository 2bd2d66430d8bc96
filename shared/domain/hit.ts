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
  /** Named figures that the scanner saw: gap_percent, price, sma. */
  readonly metadata: Readonly<Record<string, number>>;
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
