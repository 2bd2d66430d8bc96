import type { Comparison, Measure } from '../../../../shared/rules/checked-rule.ts';
import type { MeasuredCondition } from '../../../../shared/rules/insight.ts';
import type { ComparisonOperator, Span } from '../../../../shared/rules/syntax.ts';
import type { Num } from './compiled-rule.ts';
import { conditionsOf, type PlanCondition, type PlanNode } from './rule-plan.ts';

/** A comparison whose left side can be drawn as a histogram with the threshold on it. */
export type MeasuredPlan = Omit<MeasuredCondition, 'values' | 'symbols'> & { readonly num: Num };

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '=': '=',
  '!=': '!=',
};

/** All comparisons of a rule, in its order. */
export function measuredPlans(plan: PlanNode, text: string): readonly MeasuredPlan[] {
  return conditionsOf(plan).flatMap((condition) => {
    const { source, value, threshold } = condition;
    if (source.kind !== 'compare' || value === undefined || threshold === undefined) return [];
    return [measuredPlan(condition, source, value, threshold, text)];
  });
}

function measuredPlan(
  { text: words, span, unit }: PlanCondition,
  { operator, left, right }: Comparison,
  value: Num,
  threshold: Num,
  text: string,
): MeasuredPlan {
  const shown = { text: words, span };
  if (right.kind === 'constant') {
    const thresholdSpan = numberSpan(right, text);
    return { ...shown, unit, operator, threshold: right.value, thresholdSpan, num: value };
  }
  if (left.kind === 'constant') {
    const thresholdSpan = numberSpan(left, text);
    return {
      ...shown,
      unit,
      operator: FLIPPED[operator],
      threshold: left.value,
      thresholdSpan,
      num: threshold,
    };
  }
  // A ratio to something that may be below zero would turn the comparison around.
  if (unit !== 'price' && unit !== 'volume')
    return {
      ...shown,
      unit,
      operator,
      threshold: 0,
      thresholdSpan: undefined,
      num: over('-', value, threshold),
    };
  const factor = factorOf(right, threshold, text);
  return { ...shown, unit: 'ratio', operator, ...factor, num: over('/', value, factor.of) };
}

function over(operator: '-' | '/', left: Num, right: Num): Num {
  return { kind: 'arithmetic', operator, left, right };
}

/** `b * 1.02` as the factor and what it is a factor of; of anything else the factor is 1. */
function factorOf(
  right: Measure,
  threshold: Num,
  text: string,
): { readonly threshold: number; readonly thresholdSpan: Span | undefined; readonly of: Num } {
  const whole = { threshold: 1, thresholdSpan: undefined, of: threshold };
  if (right.kind !== 'arithmetic' || threshold.kind !== 'arithmetic' || right.operator !== '*') return whole;
  if (right.right.kind === 'constant' && right.right.value > 0)
    return { threshold: right.right.value, thresholdSpan: numberSpan(right.right, text), of: threshold.left };
  if (right.left.kind === 'constant' && right.left.value > 0)
    return { threshold: right.left.value, thresholdSpan: numberSpan(right.left, text), of: threshold.right };
  return whole;
}

/** Where a number stands, without its percent sign; undefined where the text is another number than the value. */
function numberSpan(constant: Extract<Measure, { kind: 'constant' }>, text: string): Span | undefined {
  const { from, to } = constant.span;
  const [digits] = /^-?[\d_]*\.?[\d_]+/.exec(text.slice(from, to)) ?? [];
  if (digits === undefined || Number(digits.replaceAll('_', '')) !== constant.value) return undefined;
  return { from, to: from + digits.length };
}
