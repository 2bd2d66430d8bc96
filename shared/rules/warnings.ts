import type { CheckedRule, Comparison, Crossing, Measure, Predicate } from './checked-rule.ts';
import { everyPart } from './measure-tree.ts';
import { decimal } from './number-text.ts';
import { atMost } from './orders.ts';
import { rangeOf, type ValueRange } from './ranges.ts';
import type { ComparisonOperator, RuleProblem, Span } from './syntax.ts';

/** Most warnings that are told at once. */
const MOST_WARNINGS = 10;
/** A plain number below it, beside a percentage, is most likely a share. */
const SHARE = 0.1;
/** A plain number from it on, beside a ratio, is most likely a percentage. */
const HARDLY_A_RATIO = 50;

/**
 * What of a right rule is hardly what its writer means: conditions that nothing or everything meets, whatever the
 * bars are, and numbers that are written for another unit. Each names what would be right; the rule runs all the same.
 */
export function ruleWarnings({ root, text }: CheckedRule): readonly RuleProblem[] {
  const found: RuleProblem[] = [];
  for (const part of everyPart(root)) {
    if (part.kind === 'compare') found.push(...comparisonWarnings(part, text));
    else if (part.kind === 'cross') found.push(...crossWarnings(part, text));
    else if (part.kind === 'all') found.push(...contradictions(part.of, text));
  }
  // Parts of a trend or a cross stand in the tree several times.
  const once = new Map(found.map((each) => [`${each.span.from} ${each.span.to} ${each.message}`, each]));
  return [...once.values()].sort((a, b) => a.span.from - b.span.from).slice(0, MOST_WARNINGS);
}

function* comparisonWarnings(of: Comparison, text: string): Generator<RuleProblem> {
  const slip = unitSlip(of, text);
  if (slip !== undefined) yield slip;
  const truth = truthOfOrder(of, text) ?? truthOfRanges(of, text);
  if (truth !== undefined) yield truth;
}

// What nothing or everything meets.

function truthOfOrder({ operator, left, right, span }: Comparison, text: string): RuleProblem | undefined {
  if (identity(left) === identity(right)) {
    const words = operator === '>' || operator === '<' || operator === '!=' ? 'never' : 'always';
    return { span, message: `Both sides are the same, so this is ${words} true.` };
  }
  const [low, high] = operator === '>' || operator === '<=' ? [left, right] : [right, left];
  const order = operator === '=' || operator === '!=' ? undefined : atMost(low, high);
  if (order === undefined) return undefined;
  const isNever = operator === '>' || operator === '<';
  if (order.kind === 'extreme')
    return includesNewest(order.extreme, low === order.extreme ? high : low, isNever, span, text);
  const message = `${said(low, text)} is never above ${said(high, text)}, so this is ${isNever ? 'never' : 'always'} true.`;
  return { span, message };
}

/** The classic slip: a high of 20 bars with the newest bar among them. */
function includesNewest(
  extreme: Measure,
  other: Measure,
  isNever: boolean,
  span: Span,
  text: string,
): RuleProblem {
  const words = said(extreme, text);
  const truth = `${words} has the bar of ${said(other, text)} in it, so this is ${isNever ? 'never' : 'always'} true`;
  if (words.endsWith(']')) return { span, message: `${truth}.` };
  const message = `${truth}; ${words}[1] is that of the bars before.`;
  const at = { from: extreme.span.to, to: extreme.span.to };
  return { span, message, fix: { title: `Change to ${words}[1]`, span: at, replacement: '[1]' } };
}

function truthOfRanges({ operator, left, right, span }: Comparison, text: string): RuleProblem | undefined {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  const truth = truthOf(operator, a, b);
  if (truth === undefined) return undefined;
  const [of, range] = right.kind === 'constant' ? [left, a] : [right, b];
  return {
    span,
    message: `${said(of, text)} is ${rangeWords(range)}, so this is ${truth ? 'always' : 'never'} true.`,
  };
}

/** What a comparison of any values of two ranges gives; undefined where it depends. */
function truthOf(operator: ComparisonOperator, a: ValueRange, b: ValueRange): boolean | undefined {
  switch (operator) {
    case '>':
      return a.least > b.most ? true : a.most <= b.least ? false : undefined;
    case '>=':
      return a.least >= b.most ? true : a.most < b.least ? false : undefined;
    case '<':
      return truthOf('>', b, a);
    case '<=':
      return truthOf('>=', b, a);
    case '=':
      return a.least > b.most || a.most < b.least ? false : undefined;
    case '!=':
      return a.least > b.most || a.most < b.least ? true : undefined;
  }
}

function rangeWords({ least, most }: ValueRange): string {
  if (least > 0 && least === Number.MIN_VALUE) return 'always above 0';
  const shown = (value: number): string => decimal(Number(value.toPrecision(6)));
  if (most === Infinity) return `never below ${shown(least)}`;
  return least === -Infinity ? `never above ${shown(most)}` : `from ${shown(least)} to ${shown(most)}`;
}

function* crossWarnings({ direction, left, right, span }: Crossing, text: string): Generator<RuleProblem> {
  const [low, high] = direction === 'above' ? [left, right] : [right, left];
  if (identity(left) === identity(right)) yield { span, message: 'A value never crosses itself.' };
  const order = atMost(low, high);
  if (order?.kind === 'extreme')
    yield includesNewest(order.extreme, low === order.extreme ? high : low, true, span, text);
  const isNever = order === undefined && truthOf('>', rangeOf(low), rangeOf(high)) === false;
  const of = right.kind === 'constant' ? left : right;
  if (isNever)
    yield { span, message: `${said(of, text)} is ${rangeWords(rangeOf(of))}, so this is never true.` };
}

/** `rsi > 70 and rsi < 30`: bounds of one value that leave nothing between them. */
function* contradictions(of: readonly Predicate[], text: string): Generator<RuleProblem> {
  const bounds = new Map<string, Comparison[]>();
  for (const each of of) {
    if (each.kind !== 'compare' || each.right.kind !== 'constant') continue;
    const key = identity(each.left);
    const before = bounds.get(key) ?? [];
    const other = before.find((earlier) => excludes(earlier, each));
    if (other !== undefined) {
      const message = `${written(other.span, text)} and ${written(each.span, text)} are never true together.`;
      yield { span: each.span, message };
    }
    bounds.set(key, [...before, each]);
  }
}

function excludes(one: Comparison, other: Comparison): boolean {
  const [a, b] = [valuesOf(one), valuesOf(other)];
  if (a === undefined || b === undefined) return false;
  if (a.least > b.most || b.least > a.most) return true;
  const touch = a.least === b.most ? [a.least] : b.least === a.most ? [b.least] : [];
  return touch.some((value) => !meets(one, value) || !meets(other, value));
}

function valuesOf({ operator, right }: Comparison): ValueRange | undefined {
  if (right.kind !== 'constant' || operator === '!=') return undefined;
  const { value } = right;
  if (operator === '=') return { least: value, most: value };
  return operator === '>' || operator === '>='
    ? { least: value, most: Infinity }
    : { least: -Infinity, most: value };
}

function meets({ operator }: Comparison, value: number): boolean {
  // Each is asked at its own bound alone.
  return Number.isFinite(value) && operator !== '>' && operator !== '<';
}

// Numbers that are written for another unit.

function unitSlip({ left, right, span }: Comparison, text: string): RuleProblem | undefined {
  const [number, of] = left.kind === 'constant' ? [left, right] : [right, left];
  if (number.kind !== 'constant' || of.kind === 'constant' || number.unit !== 'number') return undefined;
  const [size, written] = [Math.abs(number.value), decimal(number.value)];
  const hundredfold = decimal(Number((number.value * 100).toPrecision(12)));
  const told = (why: string, meant: string): RuleProblem => ({
    span,
    message: `${said(of, text)} ${why}; did you mean ${meant}?`,
    fix: { title: `Change to ${meant}`, span: number.span, replacement: meant },
  });
  if (size > 0 && size < SHARE && of.unit === 'percent')
    return told(`counts whole percents, so ${written} is ${written} %`, `${hundredfold} %`);
  if (size >= HARDLY_A_RATIO && of.unit === 'ratio')
    return told(`is a ratio, so ${written} is ${written} times`, `${written} %`);
  const { least, most } = rangeOf(of);
  if (size > 0 && size < 1 && least === 0 && most === 100) return told('counts from 0 to 100', hundredfold);
  return undefined;
}

/** A measure without its places: equal for equal ones. */
function identity(of: Measure): string {
  return JSON.stringify(of, (key, value: unknown) => (key === 'span' ? undefined : value));
}

function said(of: Measure, text: string): string {
  return written(of.span, text);
}

function written({ from, to }: Span, text: string): string {
  const words = text.slice(from, to).replace(/\s+/gu, ' ');
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}
