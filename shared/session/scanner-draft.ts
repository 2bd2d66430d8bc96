import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs, SessionDate } from '../domain/time.ts';
import type { RuleUnit } from '../rules/checked-rule.ts';
import type { FunnelStage } from '../rules/insight.ts';
import type { ComparisonOperator, RuleProblem, Span } from '../rules/syntax.ts';

/** Rows that an answer brings at most; the counts beside them are of all. */
export const DRAFT_MATCHES = 300;
export const DRAFT_HITS = 200;
export const DRAFT_DIFFERENCES = 200;
/** Sessions that one test plays at most. */
export const DRAFT_SESSIONS = 60;

/** Which of two scanners: the one that is being written, or the one that it would take the place of. */
export const DRAFT_SIDES = ['draft', 'saved'] as const;
export type DraftSide = (typeof DRAFT_SIDES)[number];

/** A scanner that cannot be tried. */
export interface DraftRefused {
  readonly kind: 'refused';
  readonly side: DraftSide;
  /** What is wrong with a rule's text, at its places; empty where it is no rule, or not its text. */
  readonly problems: readonly RuleProblem[];
  readonly message: string;
}

/**
 * What came of trying a scanner: the session date played from its beginning up to now, by the session's own engine,
 * with the saved scanner beside it. Nothing of it touched the session.
 */
export interface DraftTried {
  readonly kind: 'tried';
  readonly id: number;
  readonly sessionDate: SessionDate;
  /** The session instant as of which it is, inclusive. */
  readonly at: EpochMs;
  /** Symbols that are watched. */
  readonly symbols: number;
  readonly tookMs: number;
  readonly draft: TriedScanner;
  /** Null where the draft changes none. */
  readonly saved: TriedScanner | null;
  /** Symbols that only the draft hit so far today, by time; at most DRAFT_DIFFERENCES. */
  readonly gained: readonly DraftDifference[];
  readonly gainedCount: number;
  /** Symbols that only the saved scanner hit. */
  readonly lost: readonly DraftDifference[];
  readonly lostCount: number;
  /** What the draft asks for. */
  readonly provisions: readonly DraftProvision[];
}

export type DraftTrial = DraftRefused | DraftTried;

/** One of the two scanners, and what came of it. */
export interface TriedScanner {
  /** Scans that ran. */
  readonly scans: number;
  readonly matchCount: number;
  /** What matches at `at`, whether it scans just then or not; at most DRAFT_MATCHES, in the order of symbols. */
  readonly matches: readonly DraftMatch[];
  /** Symbols about which the data cannot say yes or no now. */
  readonly unknown: number;
  /** Symbols that hit so far today. */
  readonly hitCount: number;
  /** First hits, oldest first; at most DRAFT_HITS. */
  readonly hits: readonly DraftHit[];
  readonly funnel: readonly FunnelStage[];
  readonly conditions: readonly DraftCondition[];
  /** Why it failed while it ran; null where it did not. */
  readonly error: string | null;
}

export interface DraftMatch {
  readonly symbol: SymbolId;
  readonly last: number | null;
  /** What each condition measured, in their order; null where unknown. */
  readonly values: readonly (number | null)[];
  /** True where the other scanner does not match the symbol now. */
  readonly isNew: boolean;
}

export interface DraftHit {
  readonly symbol: SymbolId;
  readonly time: EpochMs;
  /** The named figures that the scanner saw then. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A comparison that was measured of all symbols; its values are asked for by its place. */
export interface DraftCondition {
  readonly text: string;
  readonly span: Span;
  readonly unit: RuleUnit;
  readonly operator: ComparisonOperator;
  readonly threshold: number;
  /** Where the threshold stands in the text; null where it is no plain number there. */
  readonly thresholdSpan: Span | null;
  /** Symbols whose value passes by itself, whose value does not, and whose value is unknown. */
  readonly passing: number;
  readonly failing: number;
  readonly unknown: number;
  /** Least and largest known value; null where none is known. */
  readonly least: number | null;
  readonly most: number | null;
}

/** A symbol that one scanner hit and the other did not. */
export interface DraftDifference extends DraftHit {
  /** What the other scanner saw of it then: `volume(1d) 502k, was below 1M`. */
  readonly why: string;
}

/** Bars or an indicator that a scanner asks for. */
export interface DraftProvision {
  /** `sma_20_1d`, `5m bars`. */
  readonly key: string;
  /** Bars before the session that are asked for, of each symbol; 0 where only those of today are. */
  readonly bars: number;
  /** `sma_20_1d: 20 bars x 2 = 40 trading days`. */
  readonly reason: string;
  /** Symbols of which it is there at `at`, of how many. */
  readonly ready: number;
  readonly of: number;
  /** What is in the way where symbols will not have it: `5m bars: no source has them for 479 of 483 symbols`. */
  readonly cause: string | null;
}

/** What a scanner would have done over the last sessions. */
export interface DraftTested {
  readonly kind: 'tested';
  readonly id: number;
  readonly tookMs: number;
  /** Oldest first; the last one up to now. */
  readonly sessions: readonly TestedSession[];
  /** Symbols that the draft hit in any of the sessions. */
  readonly symbolCount: number;
  /** Symbols by how often the draft hit them, then the saved scanner; at most DRAFT_DIFFERENCES. */
  readonly symbols: readonly TestedSymbol[];
}

export type DraftTest = DraftRefused | DraftTested;

export interface TestedSession {
  readonly date: SessionDate;
  readonly draft: number;
  /** Null where the draft changes no saved scanner. */
  readonly saved: number | null;
  /** Symbols that only one of the two hit. */
  readonly gained: number;
  readonly lost: number;
  /** First hits by time; at most DRAFT_DIFFERENCES. */
  readonly hits: readonly (DraftHit & { readonly side: 'both' | 'gained' | 'lost' })[];
}

export interface TestedSymbol {
  readonly symbol: SymbolId;
  /** Sessions with a hit. */
  readonly draft: number;
  readonly saved: number;
}

/** How far a trial is. */
export interface DraftProgress {
  readonly id: number;
  readonly done: number;
  readonly of: number;
  /** `Loading bars`, `10:35`. */
  readonly words: string;
}
