import type { Interval } from '../../../shared/domain/interval.ts';
import type { JsonValue } from '../../../shared/domain/json.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs, SessionDate } from '../../../shared/domain/time.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { Explanation, FunnelStage, MeasuredCondition } from '../../../shared/rules/insight.ts';
import type { SessionMode } from '../../../shared/session/status.ts';
import type { ScriptService } from '../scripts/contract.ts';
import type { LatestColumns } from '../session-data/latest-columns.ts';
import type { SessionData } from '../session-data/session-data.ts';

/** What a scanner kind is, and how one is made from its config. A new kind is one file and one registry line. */
export interface ScannerDefinition {
  /** Config's `kind`: `gap`. */
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** Checks the config's `config` object. Throws InvalidArgumentError naming the key, the value and what is allowed. */
  create(config: Readonly<Record<string, JsonValue>>, parts?: ScannerParts): Scanner;
}

/** Help from outside the engine, for kinds that need it. */
export interface ScannerParts {
  /** Runs the user's scripts. */
  readonly scripts?: ScriptService | undefined;
}

/** A scanner keeps no state of its own: what it knows, it reads. */
export interface Scanner {
  /**
   * Asks for the light data that scans need. Called before each session with the universe in parts, each in its
   * turn, and with a single symbol where that one comes back; must be harmless when repeated. Returns false where
   * it wants nothing of a part: where that is so of all of them, it stays disabled.
   */
  setup(context: ScannerContext): boolean | Promise<boolean>;
  /** Looks at the market as it is now. The run waits for a promise at that very session time. */
  scan(context: ScannerContext): ScanMatches | Promise<ScanMatches>;
  /** As `scan`, which a run prefers: gives others their turn while it tells of a flood of matches. */
  scanInTurns?(context: ScannerContext): ScanMatches | Promise<ScanMatches>;
  /** Says why a symbol hits or does not; absent where the kind cannot. */
  readonly explainer?: ScanExplainer | undefined;
  /** Gives back what is not given back by itself; the scanner's data is released afterwards. */
  teardown(context: ScannerContext): void | Promise<void>;
}

/** Thrown by a scan that was ended by the clock on the wall where none may decide: it ends the run, and is no strike. */
export class RunAborted extends Error {}

export interface ScanMatches {
  readonly matches: readonly ScanMatch[];
  /** Symbols of the universe about which the data could not say yes or no. */
  readonly unknown: number;
}

export interface ScanMatch {
  readonly symbol: SymbolId;
  /** The figures that the scanner saw. */
  readonly metadata: Readonly<Record<string, number>>;
  /** All that was measured of the symbol, in an order of the scanner's own: its explainer makes a tree of it. */
  readonly evidence?: Float64Array;
  /** Why, in the scanner's own words: one line of at most 200 characters. */
  readonly reason?: string;
  /**
   * By how much it matches: the smallest margin over its conditions, as a share of their thresholds. Ranks hits for
   * promotion where they lack the figure that the config ranks by.
   */
  readonly strength?: number;
}

/** What a scanner that can explain itself answers. */
export interface ScanExplainer {
  /** Of when all that it says is, where that is not this very moment: of its newest scan. */
  readonly seenAt?: EpochMs;
  /** By the data as it is now: of a symbol that hit at this instant, what the scan saw. */
  explain(context: ScannerContext, symbol: SymbolId): Explanation;
  /** The tree of a match, from the evidence that was kept of it. */
  treeOf(evidence: Float64Array): EvidenceNode;
  /** What each number of a match's evidence is: the record of hits names them once. */
  readonly evidenceNames?: readonly string[];
  funnel(context: ScannerContext): readonly FunnelStage[];
  measure(context: ScannerContext): readonly MeasuredCondition[];
}

/** What a scanner may see and do, always on its own behalf. */
export interface ScannerContext {
  readonly name: string;
  readonly mode: SessionMode;
  readonly now: EpochMs;
  readonly sessionDate: SessionDate;
  /** The universe without symbols that the user removed. */
  readonly universe: readonly SymbolId[];
  /** Reads, and the ad-hoc calls, owned by this scanner. Promote by `addSymbol` below, which keeps the bounds. */
  readonly data: SessionData;
  /**
   * Asks for the promotion of a symbol; call it as often as you like. The config's
   * bounds are applied when the scan is over, strongest match first.
   * @returns true where the symbol was not promoted yet and the request was noted.
   */
  addSymbol(symbol: SymbolId): boolean;
  /** The market as columns by symbol index, for scans over the whole universe. */
  readonly market: MarketColumns;
  /** Says something into the session's log. */
  log(message: string): void;
  /** Aborted where nobody waits for the answer any more: the session is closed, or a scan took too long in live mode. */
  readonly signal: AbortSignal;
}

/** Read-only columns of the whole market. */
export interface MarketColumns {
  /** Rows 0 to count - 1. */
  readonly count: number;
  /** 1 where the symbol of that row is in the scanner's universe and not removed. */
  readonly members: Uint8Array;
  symbolAt(index: number): SymbolId;
  /** Newest bar of an interval: forming where one forms. `fresh` is 0 where it is stale. */
  latest(interval: Interval): LatestColumns;
  /** An output of an indicator (the main one by default) on closed bars, NaN where not ready; undefined where nobody asked for that key. */
  indicator(key: string, output?: string): Float64Array | undefined;
  /** The session date's regular hours. */
  readonly session: { readonly open: EpochMs; readonly close: EpochMs };
  /** What is known of symbols besides bars. */
  readonly facts: MarketFacts;
}

/** Facts of symbols that bars do not change. */
export interface MarketFacts {
  /** Undefined where it is not known. */
  sectorOf(symbol: SymbolId): string | undefined;
  /** The session's lists of symbols; another array where the user has changed them. */
  readonly lists: readonly { readonly name: string; readonly symbols: readonly string[] }[];
}
