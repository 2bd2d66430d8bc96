import { type Condition, FALSE, type Num, TRUE, UNKNOWN } from './compiled-rule.ts';
import type { BoundInputs } from './compiled-scan.ts';

/** What the loops compute, for one row at a time: for those who ask about a single symbol. */
export class RowValues {
  constructor(
    private readonly bound: BoundInputs,
    private readonly row: number,
  ) {}

  /** NaN where unknown. */
  number(num: Num): number {
    switch (num.kind) {
      case 'number':
        return num.value;
      case 'column':
        return this.#column(num.column);
      case 'clock':
        return this.bound.clocks[num.clock] ?? Number.NaN;
      case 'arithmetic':
        return arithmetic(num.operator, this.number(num.left), this.number(num.right));
      case 'function':
        return applied(
          num.name,
          num.args.map((arg) => this.number(arg)),
        );
      case 'bars_since':
        return this.#barsSince(num.of);
    }
  }

  #column(column: number): number {
    // Columns that cannot be stale have no freshness.
    if (this.bound.fresh[column]?.[this.row] === 0) return Number.NaN;
    return this.bound.columns[column]?.[this.row] ?? Number.NaN;
  }

  #barsSince(conditions: readonly Condition[]): number {
    for (const [bars, condition] of conditions.entries()) {
      const truth = this.truth(condition);
      if (truth === TRUE) return bars;
      if (truth === UNKNOWN) break;
    }
    return Number.NaN;
  }

  /** FALSE, UNKNOWN or TRUE. */
  truth(condition: Condition): number {
    switch (condition.kind) {
      case 'compare':
        return compared(condition.operator, this.number(condition.left), this.number(condition.right));
      case 'membership':
        return this.bound.memberships[condition.membership]?.[this.row] ?? UNKNOWN;
      case 'not':
        return TRUE - this.truth(condition.of);
      case 'all':
        return condition.of.reduce((least, each) => Math.min(least, this.truth(each)), TRUE);
      case 'any':
        return condition.of.reduce((greatest, each) => Math.max(greatest, this.truth(each)), FALSE);
    }
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return right === 0 ? Number.NaN : left / right;
}

function applied(name: Extract<Num, { kind: 'function' }>['name'], args: readonly number[]): number {
  switch (name) {
    case 'min':
      return Math.min(...args);
    case 'max':
      return Math.max(...args);
    default:
      return Math[name](args[0] ?? Number.NaN);
  }
}

function compared(
  operator: Extract<Condition, { kind: 'compare' }>['operator'],
  left: number,
  right: number,
): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return UNKNOWN;
  return holds(operator, left, right) ? TRUE : FALSE;
}

function holds(
  operator: Extract<Condition, { kind: 'compare' }>['operator'],
  left: number,
  right: number,
): boolean {
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '=':
      return left === right;
    case '!=':
      return left !== right;
  }
}
