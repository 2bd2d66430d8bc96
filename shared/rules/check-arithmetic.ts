import type { ConstantMeasure, Measure, RuleUnit, SessionFigure } from './checked-rule.ts';
import { type Checking, written } from './checking.ts';
import type { ArithmeticOperator, Binary, RuleProblem, Span } from './syntax.ts';
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
  const [first, second] = readyFor(operator, left, right);
  if (isShareMixedIn(operator, first, second)) return tellMixed(operator, first, second, span, checking);
  const unit = hundredfold(operator, first, second) ?? arithmeticUnit(operator, first.unit, second.unit);
  if (unit !== undefined) return { kind: 'arithmetic', operator, left: first, right: second, unit, span };
  return checking.tell(
    operatorSpan,
    mismatch(operator, first, second, checking),
    shareFix(operator, first, second, checking),
  );
}

/** A ratio times 100 counts percents, and percents over 100 are a ratio. */
function hundredfold(operator: ArithmeticOperator, left: Measure, right: Measure): RuleUnit | undefined {
  if (operator === '*' && isHundred(right) && left.unit === 'ratio') return 'percent';
  if (operator === '*' && isHundred(left) && right.unit === 'ratio') return 'percent';
  return operator === '/' && isHundred(right) && left.unit === 'percent' ? 'ratio' : undefined;
}

function isHundred(of: Measure): boolean {
  return of.kind === 'constant' && of.value === 100 && of.unit === 'number';
}

/** `1 + 3 %`: whole percents beside a plain one would be four percent. */
function isShareMixedIn(
  operator: ArithmeticOperator,
  left: Measure,
  right: Measure,
): right is ConstantMeasure {
  const isSum = operator === '+' || operator === '-';
  return isSum && isPlain(left, 'number') && isPlain(right, 'percent');
}

function isPlain(of: Measure, unit: RuleUnit): of is ConstantMeasure {
  return of.kind === 'constant' && of.unit === unit;
}

function tellMixed(
  operator: ArithmeticOperator,
  left: Measure,
  right: ConstantMeasure,
  span: Span,
  checking: Checking,
): undefined {
  const factor = left.kind === 'constant' ? left.value : 1;
  const percent = factor * 100 + (operator === '+' ? right.value : -right.value);
  const meant = `${Number(percent.toFixed(10))} %`;
  const fix = { title: `Change to ${meant}`, span, replacement: meant };
  return checking.tell(
    span,
    `A number and a percentage are not mixed; '${written(checking, span)}' is written ${meant}.`,
    fix,
  );
}

/** Two values made comparable: `3 %` beside a ratio is 0.03. */
export function fitted(left: Measure, right: Measure): readonly [Measure, Measure] {
  if (left.unit === 'ratio') return [left, asRatio(right)];
  return right.unit === 'ratio' ? [asRatio(left), right] : [left, right];
}

/** As a factor a percentage that stands there as such is a share: 102 % of a price is 1.02 times it. */
function factors(left: Measure, right: Measure): readonly [Measure, Measure] {
  if (right.kind === 'constant' && left.kind !== 'constant') return [left, asRatio(right)];
  return left.kind === 'constant' && right.kind !== 'constant' ? [asRatio(left), right] : [left, right];
}

/** Percentages that stand there as such, in the form that the operator takes them in. */
function readyFor(operator: ArithmeticOperator, left: Measure, right: Measure): readonly [Measure, Measure] {
  if (operator === '*') return factors(left, right);
  const isShare = operator === '/' && left.kind !== 'constant' && left.unit !== 'percent';
  return isShare ? [left, asRatio(right)] : fitted(left, right);
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
    return `'${percent}' counts whole percents (3 is 3 %), so as a factor it would be a hundred times too large; divide it by 100.`;
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
  const told = `'${a}' is ${UNIT_WORDS[left.unit]} and '${b}' ${UNIT_WORDS[right.unit]}; they cannot be compared`;
  const change = [left, right].find((each) => each.kind === 'session' && Object.hasOwn(IN_PRICES, each.of));
  const isBesidePrice = left.unit === 'price' || right.unit === 'price';
  const inPrices = change?.kind === 'session' && isBesidePrice ? IN_PRICES[change.of] : undefined;
  checking.tell(at, inPrices === undefined ? `${told}.` : `${told}; in prices it is ${inPrices}.`);
  return false;
}

/** Changes in percent, as differences of prices: traders hold them against an average range. */
const IN_PRICES: Readonly<Partial<Record<SessionFigure, string>>> = {
  overnight_gap: 'day_open - prev_close',
  session_change: 'last - prev_close',
};
