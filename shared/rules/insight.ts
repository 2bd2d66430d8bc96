import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs } from '../domain/time.ts';
import type { RuleUnit } from './checked-rule.ts';
import type { BarsUsed, EvidenceNode } from './evidence.ts';
import type { ComparisonOperator, Span } from './syntax.ts';

/** Why a symbol hit, or why it did not, as of one instant. */
export interface Explanation {
  readonly symbol: SymbolId;
  readonly time: EpochMs;
  readonly tree: EvidenceNode;
  readonly bars: readonly BarsUsed[];
}

/** One condition of a rule's outermost "and", in its order, and what became of the symbols that passed those before. */
export interface FunnelStage {
  readonly text: string;
  readonly span: Span;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
}

/** What a comparison measured of every symbol of the universe: for histograms and for "how many at that threshold". */
export interface MeasuredCondition {
  readonly text: string;
  readonly span: Span;
  readonly unit: RuleUnit;
  readonly operator: ComparisonOperator;
  /**
   * The number that `values` are held against. Where the rule compares two measures (`close > sma * 1.02`),
   * values are left over right and the threshold is the factor.
   */
  readonly threshold: number;
  /** Where the threshold stands in the text, to be dragged; undefined where it is no plain number there. */
  readonly thresholdSpan: Span | undefined;
  /** By place in `symbols`; NaN where unknown. */
  readonly values: Float64Array;
  readonly symbols: readonly SymbolId[];
}
