import type { Interval } from '../domain/interval.ts';
import type { EpochMs } from '../domain/time.ts';
import type { RuleUnit } from './checked-rule.ts';

/** `null` is unknown: the data could not say. */
export type Truth = boolean | null;

/** A rule's conditions as a tree, with what was seen of one symbol at one scan. */
export type EvidenceNode = EvidenceGroup | EvidenceCondition;

export interface EvidenceGroup {
  readonly kind: 'all' | 'any' | 'not';
  readonly truth: Truth;
  readonly of: readonly EvidenceNode[];
}

/** One condition: `close(5m) > highest(20, 5m)[1]`, 47.96 > 47.88. */
export interface EvidenceCondition {
  readonly kind: 'condition';
  /** As it stands in the rule. */
  readonly text: string;
  readonly truth: Truth;
  /** What was measured (the left side); null where unknown, and where it is no number (`sector in ...`). */
  readonly value: number | null;
  /** What it was held against; null where unknown or no number. */
  readonly threshold: number | null;
  /** `> 47.88`, `in Energy, Utilities`: ready to be shown. */
  readonly needs: string;
  readonly unit: RuleUnit;
  /**
   * How far it is from turning: positive while true, negative while false. In the condition's unit for
   * percent, count and minutes; as a share of the threshold for everything else. Null where unknown or no number.
   */
  readonly margin: number | null;
  /** Why the truth is unknown, in a few words: `sma_20_1d is not ready`; null where it is known. */
  readonly unknownBecause: string | null;
  /** The named parts of the condition and their values: `rsi(14, 5m)` 67.1. */
  readonly parts: readonly {
    readonly text: string;
    readonly value: number | null;
    readonly unit: RuleUnit;
  }[];
}

/** The bars that a rule read of a symbol. */
export interface BarsUsed {
  readonly interval: Interval;
  readonly bars: number;
  /** Start of the oldest and end of the newest. */
  readonly from: EpochMs;
  readonly to: EpochMs;
}
