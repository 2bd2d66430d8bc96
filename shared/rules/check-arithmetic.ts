import type { ConstantMeasure, Measure } from './checked-rule.ts';
import { type Checking, written } from './checking.ts';
import type { ArithmeticOperator, Binary, RuleProblem } from './syntax.ts';
import { arithmeticUnit, commonUnit, UNIT_WORDS } from './units.ts';

/** `a + b` of two values that are right by themselves. */
export function checkArithmetic(
  {
    left,
    right,
    operator,
    operatorSpan,
    span,
  }: { readonly left: Measure; readonly right: Measure } & Pick<Binary, 'operatorSpan' | 'span'> & {
      readonly operator: ArithmeticOperator;
    },
  checking: Checking,
): Measure | undefined {
  const [first, second] = operator === '*' ? factors(left, right) : fitted(left, right);
  const unit = arithmeticUnit(operator, first.unit, second.unit);
  if (unit !== undefined) return { kind: 'arithmetic', operator, left: first, right: second, unit, span };
  return checking.tell(
    operatorSpan,
    mismatch(operator, first, second, checking),
    shareFix(operator, first, second, checking),
  );
}

/** Two values made comparable: `3 %` beside a ratio is 0.03. */
export function fitted(left: Measure, right: Measure): readonly [Measure, Measure] {
  if (left.unit === 'ratio') return [left, asRatio(right)];
  return right.unit === 'ratio' ? [asRatio(left), right] : [left, right];
}

/** As a factor a percentage that stands there as such is a share: 102 % of a price is 1.02 times it. */
function factors(left: Measure, right: Measure): readonly [Measure, Measure] {
  if (right.kind === 'constant' && left.unit !== 'number') return [left, asRatio(right)];
  return left.kind === 'constant' && right.unit !== 'number' ? [asRatio(left), right] : [left, right];
}

function asRatio(of: Measure): Measure {
  if (of.kind !== 'constant' || of.unit !== 'percent') return of;
  const share: ConstantMeasure = { ...of, value: of.value / 100, unit: 'ratio' };
  return share;
}

const VERBS: Readonly<Record<ArithmeticOperator, string>> = {
  '+': 'added to',
  '-': 'taken from',
  '*': 'multiplied by',
  '/': 'divided by',
};

function mismatch(operator: ArithmeticOperator, left: Measure, right: Measure, checking: Checking): string {
  const [a, b] = [written(checking, left.span), written(checking, right.span)];
  if (operator === '*') {
    const [percent] = left.unit === 'percent' ? [a] : [b];
    return `'${percent}' counts whole percents (3 is 3 %), so as a factor it would be a hundred times too large; divide it by 100 %.`;
  }
  const both = `'${a}' is ${UNIT_WORDS[left.unit]} and '${b}' ${UNIT_WORDS[right.unit]}`;
  return `${both}; ${operator === '-' ? 'the second cannot be taken from the first' : `they cannot be ${VERBS[operator].replace(/ (to|by)$/u, '')}`}.`;
}

/** `sma(20) + 2 %` means two percent more: a factor. */
function shareFix(
  operator: ArithmeticOperator,
  left: Measure,
  right: Measure,
  checking: Checking,
): RuleProblem['fix'] {
  const isShare =
    right.kind === 'constant' && right.unit === 'percent' && (operator === '+' || operator === '-');
  if (!isShare) return undefined;
  const percent = operator === '+' ? 100 + right.value : 100 - right.value;
  const replacement = `* ${Number((percent / 100).toFixed(10))}`;
  // From behind the left side to the end of the right one.
  const span = { from: operatorFrom(left, checking), to: right.span.to };
  return { title: `Change to ${replacement}`, span, replacement };
}

/** Where the operator behind a value stands: brackets may close between them. */
function operatorFrom(left: Measure, { text }: Checking): number {
  let at = left.span.to;
  while (at < text.length && /[\s)]/u.test(text.charAt(at))) at += 1;
  return at;
}

/** Tells where two values have nothing in common; true where they can be compared. */
export function areComparable(
  left: Measure,
  right: Measure,
  at: Binary['span'],
  checking: Checking,
): boolean {
  if (commonUnit(left.unit, right.unit) !== undefined) return true;
  const [a, b] = [written(checking, left.span), written(checking, right.span)];
  checking.tell(
    at,
    `'${a}' is ${UNIT_WORDS[left.unit]} and '${b}' ${UNIT_WORDS[right.unit]}; they cannot be compared.`,
  );
  return false;
}
