import { areComparable, fitted } from './check-arithmetic.ts';
import { checkFact, listMembership } from './check-membership.ts';
import type { Comparison, Crossing, Measure, OneOf, Predicate, Trend } from './checked-rule.ts';
import { type Called, type Checking, written } from './checking.ts';
import { barsOf, functionArguments } from './function-arguments.ts';
import { MOST_TREND_BARS } from './limits.ts';
import { finest, intervalsOf } from './measure-tree.ts';
import { fitsTimes, isMovable, movableInterval, movedBack } from './moved.ts';
import { FACT_NAMES, isComparisonOperator, isOneOf } from './names.ts';
import { decimal } from './number-text.ts';
import type { Binary, ComparisonOperator, Expression, Span, TextLiteral } from './syntax.ts';
import { UNIT_WORDS } from './units.ts';

/** Conditions that are written as a call; `unnamed` where the name is none of them. */
export function checkConditionCall(called: Called, checking: Checking): Predicate | undefined | 'unnamed' {
  switch (called.name) {
    case 'crosses_above':
    case 'crosses_below':
      return checkCrossing(called, called.name === 'crosses_above' ? 'above' : 'below', checking);
    case 'rising':
    case 'falling':
      return checkTrend(called, called.name, checking);
    case 'in_list':
      return listMembership(called, checking);
    default:
      return 'unnamed';
  }
}

/** `a > b`, `sector = "Energy"`. */
export function checkComparison(
  of: Binary & { readonly operator: ComparisonOperator },
  checking: Checking,
): Comparison | OneOf | undefined {
  const fact = factComparison(of, checking);
  if (fact !== undefined) return fact === 'wrong' ? undefined : fact;
  // The parser has told of `a < b < c`: what is wrong inside of it is told too.
  if (isCompared(of.left)) {
    checking.predicate(of.left);
    checking.measure(of.right);
    return undefined;
  }
  const text = [of.left, of.right].find((each) => each.kind === 'text');
  if (text?.kind === 'text') return tellText(text, text === of.left ? of.right : of.left, checking);
  if (isMillions(of.left, of.right, checking) || isMillions(of.right, of.left, checking)) return undefined;
  const [left, right] = [checking.measure(of.left), checking.measure(of.right)];
  if (left === undefined || right === undefined) return undefined;
  if (left.kind === 'constant' && right.kind === 'constant')
    return checking.tell(of.span, 'Both sides are plain numbers; one of them needs a value such as close.');
  const [first, second] = fitted(left, right);
  if (!areComparable(first, second, of.operatorSpan, checking)) return undefined;
  return { kind: 'compare', operator: of.operator, left: first, right: second, span: of.span };
}

/** `volume > 1m`: a small m is minutes. True where that is told. */
function isMillions(of: Expression, beside: Expression, checking: Checking): boolean {
  if (of.kind !== 'interval' || !/^\d+m$/u.test(of.interval) || beside.kind === 'interval') return false;
  if (checking.measure(beside)?.unit !== 'volume') return false;
  const meant = decimal(Number.parseInt(of.interval, 10) * 1e6);
  const fix = { title: `Change to ${meant}`, span: of.span, replacement: meant };
  checking.tell(
    of.span,
    `${of.interval} is an interval of minutes; so many millions are written ${meant}.`,
    fix,
  );
  return true;
}

function isCompared(of: Expression): boolean {
  return of.kind === 'binary' && isComparisonOperator(of.operator);
}

/** A fact against one text; undefined where neither side is a fact. */
function factComparison(of: Binary, checking: Checking): OneOf | 'wrong' | undefined {
  const [fact, text] =
    of.right.kind === 'name' && isOneOf(FACT_NAMES, of.right.name)
      ? [of.right, of.left]
      : [of.left, of.right];
  if (fact.kind !== 'name' || !isOneOf(FACT_NAMES, fact.name)) return undefined;
  if (of.operator !== '=' && of.operator !== '!=') {
    const fix = { title: 'Change to =', span: of.operatorSpan, replacement: '=' };
    checking.tell(of.operatorSpan, `${fact.name} is a text: it is equal to another one or not.`, fix);
    return 'wrong';
  }
  return checkFact(fact.name, [text], of.operator === '!=', of.span, checking) ?? 'wrong';
}

function tellText(text: TextLiteral, other: Expression, checking: Checking): undefined {
  const measure = other.kind === 'text' ? undefined : checking.measure(other);
  if (other.kind !== 'text' && measure === undefined) return undefined;
  const digits = text.value.trim().replaceAll('_', '');
  const number = /^\d+(\.\d+)?$/u.test(digits) ? decimal(Number(digits)) : undefined;
  const fix =
    number === undefined ? undefined : { title: `Change to ${number}`, span: text.span, replacement: number };
  const quoted = written(checking, text.span);
  if (measure === undefined)
    return checking.tell(
      text.span,
      'Two texts are not compared; texts stand behind sector, symbol and in_list.',
    );
  const message = `${written(checking, other.span)} is ${UNIT_WORDS[measure.unit]} and cannot be compared with the text ${quoted}.`;
  return checking.tell(text.span, message, fix);
}

function checkCrossing(
  called: Called,
  direction: Crossing['direction'],
  checking: Checking,
): Crossing | undefined {
  const shape = {
    args: [{ name: 'a' }, { name: 'b' }],
    takesInterval: true,
    example: `${called.name}(close, vwap)`,
  };
  const given = functionArguments(called, shape, checking);
  const [a, b] = [given?.values.get('a'), given?.values.get('b')];
  if (given === undefined || a === undefined || b === undefined) return undefined;
  const inside = checking.on(given.interval ?? checking.interval);
  const [first, second] = [inside.measure(a), inside.measure(b)];
  if (first === undefined || second === undefined) return undefined;
  const [left, right] = fitted(first, second);
  if (!areComparable(left, right, called.span, checking)) return undefined;
  if (isExtreme(right, direction, b.span, checking)) return undefined;
  if (!isMovable(left, called.name, checking) || !isMovable(right, called.name, checking)) return undefined;
  // What is on a longer interval is a level that the other one crosses.
  const interval = finest([...intervalsOf(left), ...intervalsOf(right)]);
  if (interval === undefined)
    return checking.tell(called.span, `Neither side of ${called.name} has bars that could cross the other.`);
  if (!fitsTimes(2, [left, right], called.span, checking)) return undefined;
  const leftBefore = movedBack(left, 1, interval, a.span, checking);
  const rightBefore = movedBack(right, 1, interval, b.span, checking);
  if (leftBefore === undefined || rightBefore === undefined) return undefined;
  return { kind: 'cross', direction, left, right, leftBefore, rightBefore, span: called.span };
}

/** The high of the day has the newest bar in it: nothing is ever above it. */
function isExtreme(of: Measure, direction: Crossing['direction'], span: Span, checking: Checking): boolean {
  const extreme = direction === 'above' ? 'day_high' : 'day_low';
  if (of.kind !== 'session' || of.of !== extreme) return false;
  const instead = direction === 'above' ? 'last >= day_high' : 'last <= day_low';
  const message = `${extreme} has the newest bar in it, so nothing crosses ${direction} it; at the extreme of the day is ${instead}.`;
  checking.tell(span, message);
  return true;
}

function checkTrend(called: Called, direction: Trend['direction'], checking: Checking): Trend | undefined {
  const shape = {
    args: [{ name: 'x' }, { name: 'bars', isOptional: true }],
    takesInterval: true,
    example: `${direction}(close, 3)`,
  };
  const given = functionArguments(called, shape, checking);
  const x = given?.values.get('x');
  if (given === undefined || x === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).measure(x);
  const count = given.values.get('bars');
  const bars = count === undefined ? 1 : barsOf(count, `bars of ${direction}`, MOST_TREND_BARS, checking);
  if (of === undefined || bars === undefined) return undefined;
  const interval = movableInterval(of, direction, x.span, checking);
  if (interval === undefined || !fitsTimes(bars + 1, [of], called.span, checking)) return undefined;
  const values: Measure[] = [];
  for (let ago = 0; ago <= bars; ago += 1) {
    const value = movedBack(of, ago, interval, called.span, checking);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return { kind: 'trend', direction, bars, values, span: called.span };
}
