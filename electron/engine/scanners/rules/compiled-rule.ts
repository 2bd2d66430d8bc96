import type { FunctionMeasure } from '../../../../shared/rules/checked-rule.ts';
import type { ArithmeticOperator, ComparisonOperator } from '../../../../shared/rules/syntax.ts';

/** A number per symbol, made of positions in RuleInputs. NaN is "unknown". */
export type Num =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'clock'; readonly clock: number }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Num;
      readonly right: Num;
    }
  | { readonly kind: 'function'; readonly name: FunctionMeasure['name']; readonly args: readonly Num[] }
  /** The condition on the newest bar, on the one before, and so on: the place of the first that is true. */
  | { readonly kind: 'bars_since'; readonly of: readonly Condition[] };

/** Yes, no or unknown per symbol. */
export type Condition =
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Num;
      readonly right: Num;
    }
  | { readonly kind: 'membership'; readonly membership: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** Kleene's values as numbers: "and" is the least, "or" the greatest, "not" the distance from TRUE. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;
