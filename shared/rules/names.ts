import type { BarField } from './checked-rule.ts';
import type { ComparisonOperator } from './syntax.ts';

/** The language's own names by what the checker makes of them; words.ts says of each what it means. */
export const BAR_FIELDS: readonly BarField[] = ['open', 'high', 'low', 'close', 'volume'];

/** Mean prices of a bar, as sums of fields. */
export const MEAN_PRICES: Readonly<Record<string, readonly BarField[]>> = {
  hl2: ['high', 'low'],
  hlc3: ['high', 'low', 'close'],
  ohlc4: ['open', 'high', 'low', 'close'],
};

export const CLOCK_NAMES = ['minutes_since_open', 'minutes_to_close'] as const;

export const MATH_NAMES = ['abs', 'min', 'max', 'sqrt', 'round', 'floor', 'ceil'] as const;

/** Figures of the session that are indicators, on closed bars, where they are given an interval. */
export const TWIN_NAMES = ['overnight_gap', 'session_change', 'relative_volume'] as const;

/** Conditions that are written as a call. */
export const CONDITION_NAMES = ['crosses_above', 'crosses_below', 'rising', 'falling', 'in_list'] as const;

/** Facts of a symbol, which are compared with texts. */
export const FACT_NAMES = ['sector', 'symbol'] as const;

export function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

export const COMPARISONS: readonly ComparisonOperator[] = ['>', '>=', '<', '<=', '=', '!='];

export function isComparisonOperator(operator: string): operator is ComparisonOperator {
  return isOneOf(COMPARISONS, operator);
}
