import type { IndicatorInput } from '../domain/indicator.ts';
import type { Interval } from '../domain/interval.ts';
import type { ArithmeticOperator, ComparisonOperator, Span } from './syntax.ts';

/**
 * What a number of a rule is measured in. Numbers without a unit fit everywhere; two different units are
 * neither compared nor added. A price over a price is a `ratio`; `percent` counts whole percents (3 is 3 %).
 */
export const RULE_UNITS = ['price', 'percent', 'volume', 'count', 'ratio', 'minutes', 'number'] as const;
export type RuleUnit = (typeof RULE_UNITS)[number];

export type BarField = 'open' | 'high' | 'low' | 'close' | 'volume';

/** A rule whose names, units and intervals are known to be right: what the engine compiles. */
export interface CheckedRule {
  readonly text: string;
  /** Interval of names that are given without one. */
  readonly interval: Interval;
  readonly root: Predicate;
}

/** A numeric expression that stands alone: a figure of a hit, what hits are ranked by. */
export interface CheckedFigure {
  readonly text: string;
  readonly root: Measure;
}

/** A number per symbol. "So many bars ago" is moved down to the leaves by the checker. */
export type Measure =
  | ConstantMeasure
  | FieldMeasure
  | IndicatorMeasure
  | ClockMeasure
  | SessionMeasure
  | RankMeasure
  | ArithmeticMeasure
  | FunctionMeasure
  | WindowMeasure
  | BarsSinceMeasure;

interface Node {
  readonly unit: RuleUnit;
  readonly span: Span;
}

export interface ConstantMeasure extends Node {
  readonly kind: 'constant';
  readonly value: number;
}

/** A field of a bar: of the last closed one (`close(5m)`), of the newest, maybe forming one (`last(1d)`), or earlier. */
export interface FieldMeasure extends Node {
  readonly kind: 'field';
  readonly field: BarField;
  readonly interval: Interval;
  /** True for the newest bar, which may be forming: stale where a newer one is due. Then `ago` is 0. */
  readonly forming: boolean;
  /** Bars before the last closed one: 0 is that one. */
  readonly ago: number;
}

/** An output of an indicator on closed bars. */
export interface IndicatorMeasure extends Node {
  readonly kind: 'indicator';
  /** Registry id. */
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly input: IndicatorInput | undefined;
  readonly output: string;
  readonly interval: Interval;
  readonly ago: number;
}

/** The same for all symbols: minutes since the open (negative before it), minutes to the close. */
export interface ClockMeasure extends Node {
  readonly kind: 'clock';
  readonly of: 'minutes_since_open' | 'minutes_to_close';
}

/**
 * A figure of the session date, right at any hour of it. `day_*` are those of the session date's daily bar, forming or
 * closed, without a value before it has one or where it is stale; `prev_*` are those of the last daily bar before the
 * session date, the same before the open, during the session and after its close. In percent:
 * `overnight_gap`, 100 * (day_open / prev_close - 1), and `session_change`, the same of the day's newest price.
 * `relative_volume` is the day's volume so far over what is usual by that time of the day: the mean of the 20 days before,
 * of at least 5, times the share that is usually traded by then; without a value before the open. The
 * pre-market levels are those of the session date so far. So many bars ago they are the same: a level
 * is crossed, it does not move.
 */
export interface SessionMeasure extends Node {
  readonly kind: 'session';
  readonly of: SessionFigure;
}

export const SESSION_FIGURES = [
  'day_open',
  'day_high',
  'day_low',
  'day_volume',
  'prev_close',
  'prev_high',
  'prev_low',
  'overnight_gap',
  'session_change',
  'relative_volume',
  'premarket_high',
  'premarket_low',
] as const;
export type SessionFigure = (typeof SESSION_FIGURES)[number];

/** Place of a symbol among those of the scanner's universe (or of its sector) whose value is known: 1 for the largest; equal values share the better place. */
export interface RankMeasure extends Node {
  readonly kind: 'rank';
  readonly of: Measure;
  readonly among: 'universe' | 'sector';
}

/** Division by zero has no value. */
export interface ArithmeticMeasure extends Node {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Measure;
  readonly right: Measure;
}

export interface FunctionMeasure extends Node {
  readonly kind: 'function';
  readonly name: 'abs' | 'min' | 'max' | 'sqrt' | 'round' | 'floor' | 'ceil';
  readonly args: readonly Measure[];
}

/** Highest or lowest of the last `bars` values of something that is measured on one interval, the newest included. */
export interface WindowMeasure extends Node {
  readonly kind: 'window';
  readonly name: 'highest' | 'lowest';
  readonly bars: number;
  readonly interval: Interval;
  readonly of: Measure;
}

/** Bars since a condition on one interval was last true: 0 now; no value where it was not within `within` bars. */
export interface BarsSinceMeasure extends Node {
  readonly kind: 'bars_since';
  readonly interval: Interval;
  readonly within: number;
  readonly of: Predicate;
}

/** True, false or unknown per symbol (Kleene's three values: false and unknown is false, true or unknown is true). */
export type Predicate = Comparison | Crossing | Trend | AllOf | AnyOf | Negation | OneOf;

export interface Comparison {
  readonly kind: 'compare';
  readonly operator: ComparisonOperator;
  readonly left: Measure;
  readonly right: Measure;
  readonly span: Span;
}

/** On the last closed bar on the one side, on the bar before it not yet: `left > right and left[1] <= right[1]` for `above`. */
export interface Crossing {
  readonly kind: 'cross';
  readonly direction: 'above' | 'below';
  readonly left: Measure;
  readonly right: Measure;
  readonly leftBefore: Measure;
  readonly rightBefore: Measure;
  readonly span: Span;
}

/** Each of the last `bars` values above (or below) the one before it. */
export interface Trend {
  readonly kind: 'trend';
  readonly direction: 'rising' | 'falling';
  readonly bars: number;
  /** The newest first, bars + 1 of them. */
  readonly values: readonly Measure[];
  readonly span: Span;
}

/** Never empty; no AllOf stands directly in an AllOf, no AnyOf in an AnyOf. */
export interface AllOf {
  readonly kind: 'all';
  readonly of: readonly Predicate[];
  readonly span: Span;
}

export interface AnyOf {
  readonly kind: 'any';
  readonly of: readonly Predicate[];
  readonly span: Span;
}

export interface Negation {
  readonly kind: 'not';
  readonly of: Predicate;
  readonly span: Span;
}

/** A fact of the symbol that does not change with bars. A symbol without a known sector is unknown. */
export interface OneOf {
  readonly kind: 'one_of';
  readonly fact: 'symbol' | 'sector' | 'list';
  /** Canonical symbols, sectors as written in the list of sectors, or names of lists. */
  readonly values: readonly string[];
  readonly negated: boolean;
  readonly span: Span;
}
