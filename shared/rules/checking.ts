import type { Interval } from '../domain/interval.ts';
import type { CatalogueIndicator, RuleCatalogue } from './catalogue.ts';
import type { Measure, Predicate } from './checked-rule.ts';
import type { Argument, Expression, RuleProblem, Span } from './syntax.ts';

/** What a text is checked against. */
export interface RuleSetting {
  /** Interval of names that are given without one. */
  readonly interval: Interval;
  readonly catalogue: RuleCatalogue;
  /** True where lists come and go, so that one that is not in the catalogue is no mistake. */
  readonly anyList?: boolean;
}

/** A name with what stands in brackets behind it; one without brackets has no arguments. */
export interface Called {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  readonly hasBrackets: boolean;
  readonly span: Span;
}

/**
 * The check of one text, as its parts see it. What is wrong is told at its place, and answered with undefined, so
 * that the rest is checked too.
 */
export interface Checking extends RuleSetting {
  readonly text: string;
  /** The indicator of a registry id; undefined where there is none. */
  indicator(id: string): CatalogueIndicator | undefined;
  measure(of: Expression): Measure | undefined;
  predicate(of: Expression): Predicate | undefined;
  /** The same check with another interval for names without one. */
  on(interval: Interval): Checking;
  /** True where so many problems were found that no more are told. */
  readonly isFull: boolean;
  tell(span: Span, message: string, fix?: RuleProblem['fix']): undefined;
  problem(problem: RuleProblem): undefined;
}

/** How a part is written, on one line and not too long to stand in a message. */
export function written({ text }: Pick<Checking, 'text'>, { from, to }: Span): string {
  const words = text.slice(from, to).replace(/\s+/gu, ' ');
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

/** A name or a call as what is called; undefined for everything else. */
export function calledBy(of: Expression): Called | undefined {
  if (of.kind === 'name') return { ...of, nameSpan: of.span, args: [], hasBrackets: false };
  return of.kind === 'call' ? { ...of, hasBrackets: true } : undefined;
}
