import type { Interval } from '../domain/interval.ts';

/** A place in a rule's text: characters `from` up to `to`, exclusive, counted from 0 in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type ComparisonOperator = '>' | '>=' | '<' | '<=' | '=' | '!=';
export type LogicalOperator = 'and' | 'or';

/** A rule as it was written, before anything is known of what its names mean. */
export type Expression =
  | NumberLiteral
  | TextLiteral
  | IntervalLiteral
  | Name
  | Call
  | Ago
  | Output
  | Unary
  | Binary
  | Membership;

/** `1_000_000`, `1.02`, `3 %`. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly percent: boolean;
  readonly span: Span;
}

/** `"Energy"`. */
export interface TextLiteral {
  readonly kind: 'text';
  readonly value: string;
  readonly span: Span;
}

/** `5m`, `1d`: only as an argument. */
export interface IntervalLiteral {
  readonly kind: 'interval';
  readonly interval: Interval;
  readonly span: Span;
}

/** `close`, `vwap`, `sector`. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** `sma(20, 1d)`, `ema(9, 5m, input = hl2)`, `crosses_above(close, vwap)`. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  readonly span: Span;
}

export interface Argument {
  /** `k` of `k = 2.5`; undefined where it is given by position. */
  readonly name: string | undefined;
  readonly value: Expression;
  readonly span: Span;
}

/** `close(1d)[5]`: so many bars ago, on the bars of what it is asked of. */
export interface Ago {
  readonly kind: 'ago';
  readonly of: Expression;
  readonly bars: number;
  readonly span: Span;
}

/** `macd(5m).signal`. */
export interface Output {
  readonly kind: 'output';
  readonly of: Expression;
  readonly output: string;
  readonly outputSpan: Span;
  readonly span: Span;
}

export interface Unary {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly of: Expression;
  readonly span: Span;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: ArithmeticOperator | ComparisonOperator | LogicalOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorSpan: Span;
  readonly span: Span;
}

/** `sector in ("Energy", "Utilities")`, `symbol not in ("SPY")`. */
export interface Membership {
  readonly kind: 'membership';
  readonly of: Expression;
  readonly negated: boolean;
  readonly list: readonly Expression[];
  readonly span: Span;
}

/** Something wrong with a rule's text, at its place. */
export interface RuleProblem {
  readonly span: Span;
  /** One sentence: the thing, the value, and what would be right. */
  readonly message: string;
  /** An edit that would mend it, with the words for its button: `Change to sma`. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly replacement: string };
}
