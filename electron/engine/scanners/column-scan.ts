/** A value per symbol, from columns and numbers. Built by the engine, never from text that a user typed. */
export type ColumnExpression =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: ColumnExpression;
      readonly right: ColumnExpression;
    };

/** One condition; a scan matches where all of its conditions hold. */
export interface ColumnCondition {
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly left: ColumnExpression;
  readonly right: ColumnExpression;
}

/** What one run reads: columns by position, and byte masks that are 1 where a symbol takes part. */
export interface ScanInputs {
  readonly columns: readonly Float64Array[];
  readonly masks: readonly Uint8Array[];
  /** Symbols 0 to count - 1 are looked at. */
  readonly count: number;
}

/** Writes the indexes of the matching symbols, ascending, into `matches` and returns how many. */
export type ColumnScan = (inputs: ScanInputs, matches: Int32Array) => number;

/**
 * Compiles conditions to one straight loop over the columns. A NaN (missing data)
 * makes its condition not hold; callers that tell "unknown" from "no" count the
 * NaNs themselves. The source text is made of fixed words, numbers and
 * column positions only.
 */
export function compileColumnScan(
  conditions: readonly ColumnCondition[],
  columnCount: number,
  maskCount: number,
): ColumnScan {
  const columns = Array.from({ length: columnCount }, (_unused, position) => `c${position}`);
  const masks = Array.from({ length: maskCount }, (_unused, position) => `m${position}`);
  // Measured: leaving a row at its first failing condition is twice as fast as adding up all of them.
  const terms = [
    ...masks.map((mask) => `${mask}[i] !== 0`),
    ...conditions.map((condition) => conditionText(condition, columnCount)),
  ];
  const body = [
    '"use strict";',
    ...columns.map((name, position) => `const ${name} = inputs.columns[${position}];`),
    ...masks.map((name, position) => `const ${name} = inputs.masks[${position}];`),
    'const count = inputs.count;',
    'let found = 0;',
    'for (let i = 0; i < count; i += 1) {',
    `  if (${terms.length === 0 ? 'true' : terms.join(' && ')}) { matches[found] = i; found += 1; }`,
    '}',
    'return found;',
  ].join('\n');
  return new Function('inputs', 'matches', body) as ColumnScan;
}

function conditionText(condition: ColumnCondition, columnCount: number): string {
  const left = expressionText(condition.left, columnCount);
  const right = expressionText(condition.right, columnCount);
  return `${left} ${comparison(condition.operator)} ${right}`;
}

function expressionText(expression: ColumnExpression, columnCount: number): string {
  if (expression.kind === 'number') {
    if (!Number.isFinite(expression.value))
      throw new RangeError(`A condition compares finite numbers, got ${expression.value}`);
    // Written as text, minus zero would lose its sign, which a division shows.
    return Object.is(expression.value, -0) ? '(-0)' : `(${String(Number(expression.value))})`;
  }
  if (expression.kind === 'column') {
    const { column } = expression;
    if (!Number.isInteger(column) || column < 0 || column >= columnCount) {
      throw new RangeError(`Column ${column} of ${columnCount}`);
    }
    return `c${column}[i]`;
  }
  const left = expressionText(expression.left, columnCount);
  const right = expressionText(expression.right, columnCount);
  return `(${left} ${arithmetic(expression.operator)} ${right})`;
}

const COMPARISONS = ['>', '>=', '<', '<='] as const;
const OPERATORS = ['+', '-', '*', '/'] as const;

function comparison(operator: string): string {
  const known = COMPARISONS.find((candidate) => candidate === operator);
  if (known === undefined) throw new RangeError(`Unknown comparison ${operator}`);
  return known;
}

function arithmetic(operator: string): string {
  const known = OPERATORS.find((candidate) => candidate === operator);
  if (known === undefined) throw new RangeError(`Unknown operator ${operator}`);
  return known;
}

export function column(position: number): ColumnExpression {
  return { kind: 'column', column: position };
}

export function constant(value: number): ColumnExpression {
  return { kind: 'number', value };
}

export function times(left: ColumnExpression, right: ColumnExpression): ColumnExpression {
  return { kind: 'arithmetic', operator: '*', left, right };
}
