import type { HitConfidence } from '../domain/hit.ts';
import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs } from '../domain/time.ts';
import type { BarsUsed, EvidenceCondition, EvidenceNode } from '../rules/evidence.ts';
import type { FunnelStage } from '../rules/insight.ts';

/** Why a hit hit: what its scan saw. */
export interface HitExplanation {
  /** Place of the hit in the run, from 0. */
  readonly hit: number;
  /** Conditions with the values of that moment; null where the scanner's kind has none. */
  readonly tree: EvidenceNode | null;
  /** How often the scanner has hit this symbol on that session date up to then, this hit included. */
  readonly match: number;
  readonly confidence: HitConfidence | null;
  /** Bars that the scan looked back on, as far as they are still held. */
  readonly bars: readonly BarsUsed[];
  /** True while the scanner is as it was then; false where it was saved since, or is gone. */
  readonly current: boolean;
}

/** Why a symbol does not hit, or that it does, as of now. */
export interface WhyNot {
  readonly symbol: SymbolId;
  readonly time: EpochMs;
  readonly tree: EvidenceNode;
  readonly bars: readonly BarsUsed[];
  /** False where the scanner does not look at the symbol at all: it is not watched, or removed for today. */
  readonly watched: boolean;
}

/** A symbol that one condition keeps from hitting. */
export interface NearMiss {
  readonly symbol: SymbolId;
  readonly condition: EvidenceCondition;
}

/** The symbols that are one condition away, the nearest first, as of now. */
export interface NearMisses {
  readonly time: EpochMs;
  /** Symbols that were looked at. */
  readonly symbols: number;
  readonly misses: readonly NearMiss[];
}

/** How many symbols pass each condition, as of now. */
export interface Funnel {
  readonly time: EpochMs;
  readonly symbols: number;
  readonly stages: readonly FunnelStage[];
}
