import { decimal } from './number-text.ts';
import type { Argument, Binary, Expression } from './syntax.ts';

/** How tightly an expression holds together: what stands in one that holds tighter needs brackets. */
export const TIGHTNESS: Readonly<Record<Binary['operator'], number>> = {
  or: 1,
  and: 2,
  '>': 4,
  '>=': 4,
  '<': 4,
  '<=': 4,
  '=': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
};
const NOT = 3;
const COMPARED = 4;
const SUM = 5;
const SIGNED = 7;
const POSTFIX = 8;

/** An expression in its canonical form on one line: reading it gives an equal expression. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.percent ? `${decimal(expression.value)} %` : decimal(expression.value);
    case 'text':
      return quoted(expression.value);
    case 'interval':
      return expression.interval;
    case 'name':
      return expression.name;
    case 'call':
      return `${expression.name}(${expression.args.map(argument).join(', ')})`;
    case 'ago':
      return `${within(expression.of, POSTFIX)}[${expression.bars}]`;
    case 'output':
      return `${within(expression.of, POSTFIX)}.${expression.output}`;
    case 'unary':
      return expression.operator === 'not' ? `not ${within(expression.of, NOT)}` : negative(expression.of);
    case 'binary':
      return binary(expression);
    case 'membership': {
      const word = expression.negated ? 'not in' : 'in';
      return `${within(expression.of, SUM)} ${word} (${expression.list.map((each) => within(each, SUM)).join(', ')})`;
    }
  }
}

const QUOTES = ['""', "''", '“”', '‘’'];

/** A text in quotes whose end it does not contain; every text of a rule has such quotes, those it was written in. */
export function quoted(value: string): string {
  const quotes = QUOTES.find((each) => !value.includes(each.charAt(1))) ?? '""';
  return quotes.charAt(0) + value + quotes.charAt(1);
}

function argument({ name, value }: Argument): string {
  return name === undefined ? formatExpression(value) : `${name} = ${formatExpression(value)}`;
}

function negative(of: Expression): string {
  return `-${within(of, SIGNED)}`;
}

/** Operators of one kind are read from the left: what stands on the right needs to hold tighter. */
function binary({ operator, left, right }: Binary): string {
  const tightness = TIGHTNESS[operator];
  // Comparisons do not follow each other.
  const leftNeeds = tightness === COMPARED ? SUM : tightness;
  return `${within(left, leftNeeds)} ${operator} ${within(right, tightness + 1)}`;
}

/** An expression as it stands inside of one that holds tighter than `needed` allows without brackets. */
export function within(of: Expression, needed: number): string {
  const text = formatExpression(of);
  return tightnessOf(of) >= needed ? text : `(${text})`;
}

function tightnessOf(of: Expression): number {
  switch (of.kind) {
    case 'binary':
      return TIGHTNESS[of.operator];
    case 'unary':
      return of.operator === 'not' ? NOT : SIGNED;
    case 'membership':
      return COMPARED;
    default:
      return POSTFIX;
  }
}
