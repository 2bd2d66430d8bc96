import type { ComparisonOperator } from '../../../../shared/rules/syntax.ts';
import { type Condition, FALSE, type Num, TRUE, UNKNOWN } from './compiled-rule.ts';
import type { RuleInputs } from './rule-inputs.ts';

const OPERATORS = { '>': '>', '>=': '>=', '<': '<', '<=': '<=', '=': '===' } as const;
const FUNCTIONS = {
  abs: 'Math.abs',
  min: 'Math.min',
  max: 'Math.max',
  sqrt: 'Math.sqrt',
  round: 'Math.round',
  floor: 'Math.floor',
  ceil: 'Math.ceil',
} as const;

/**
 * Writes the body of a loop over symbols, whose place is `i`. The text is made of fixed words, finite numbers and
 * positions of inputs only, never of anything that a user typed.
 *
 * What a loop reads: `c0..` columns, `f0..` freshness of the columns that have one, `m0..` memberships, `k0..`
 * clocks. A column is read where it is first needed, and once.
 */
export class LoopSource {
  readonly lines: string[] = [];
  readonly #inputs: RuleInputs;
  readonly #read = new Set<number>();
  #names = 0;

  constructor(inputs: RuleInputs) {
    this.#inputs = inputs;
  }

  /** Constants outside of the loop for everything in `inputs`. */
  static prologue(inputs: RuleInputs): string[] {
    return [
      ...inputs.columns.flatMap((input, place) => [
        `const c${place} = bound.columns[${place}];`,
        ...(hasFreshness(input) ? [`const f${place} = bound.fresh[${place}];`] : []),
      ]),
      ...inputs.memberships.map((_input, place) => `const m${place} = bound.memberships[${place}];`),
      ...inputs.clocks.map((_input, place) => `const k${place} = bound.clocks[${place}];`),
    ];
  }

  /** Reads what a term needs, ahead of it: inside of it there may be blocks. */
  load(...terms: readonly (Num | Condition)[]): void {
    for (const place of terms.flatMap(columnsOf)) {
      if (this.#read.has(place)) continue;
      this.#read.add(place);
      const input = this.#inputs.columns[position(place, this.#inputs.columns.length)];
      const value = `c${place}[i]`;
      const known =
        input !== undefined && hasFreshness(input) ? `f${place}[i] === 0 ? NaN : ${value}` : value;
      this.lines.push(`const v${place} = ${known};`);
    }
  }

  /** An expression for a number, written once it is loaded; NaN where unknown. */
  number(num: Num): string {
    switch (num.kind) {
      case 'number':
        return numberText(num.value);
      case 'column':
        return `v${position(num.column, this.#inputs.columns.length)}`;
      case 'clock':
        return `k${position(num.clock, this.#inputs.clocks.length)}`;
      case 'arithmetic':
        return this.#arithmetic(num);
      case 'function':
        return `${FUNCTIONS[num.name]}(${num.args.map((arg) => this.number(arg)).join(', ')})`;
      case 'bars_since':
        return this.#barsSince(num.of);
    }
  }

  #arithmetic({ operator, left, right }: Extract<Num, { kind: 'arithmetic' }>): string {
    const dividend = this.number(left);
    if (operator !== '/') return `(${dividend} ${plainOperator(operator)} ${this.number(right)})`;
    if (right.kind === 'number' && right.value !== 0) return `(${dividend} / ${numberText(right.value)})`;
    const divisor = this.named(this.number(right));
    return `(${divisor} === 0 ? NaN : ${dividend} / ${divisor})`;
  }

  #barsSince(conditions: readonly Condition[]): string {
    const since = this.#newName('b');
    this.lines.push(`let ${since} = NaN;`, `${since}search: {`);
    for (const [bars, condition] of conditions.entries()) {
      const truth = this.truth(condition);
      this.lines.push(`if (${truth} === ${TRUE}) { ${since} = ${bars}; break ${since}search; }`);
      this.lines.push(`if (${truth} === ${UNKNOWN}) break ${since}search;`);
    }
    this.lines.push('}');
    return since;
  }

  /** The name of a variable that holds FALSE, UNKNOWN or TRUE. */
  truth(condition: Condition): string {
    const truth = this.#newName('t');
    if (condition.kind === 'compare') {
      const [left, right] = this.sides(condition);
      this.lines.push(
        `const ${truth} = ${comparison(condition.operator, left, right)} ? ${TRUE} : ${known(left, right)} ? ${FALSE} : ${UNKNOWN};`,
      );
    } else if (condition.kind === 'membership') {
      this.lines.push(`const ${truth} = ${this.membership(condition.membership)};`);
    } else if (condition.kind === 'not') {
      this.lines.push(`const ${truth} = ${TRUE} - ${this.truth(condition.of)};`);
    } else this.#group(truth, condition.kind, condition.of);
    return truth;
  }

  /** Looks at one member after the other until one of them decides. */
  #group(truth: string, kind: 'all' | 'any', of: readonly Condition[]): void {
    const [initial, deciding, better] = kind === 'all' ? [TRUE, FALSE, '<'] : [FALSE, TRUE, '>'];
    this.lines.push(`let ${truth} = ${initial};`, `${truth}decided: {`);
    for (const member of of) {
      const each = this.truth(member);
      this.lines.push(
        `if (${each} ${better} ${truth}) ${truth} = ${each};`,
        `if (${truth} === ${deciding}) break ${truth}decided;`,
      );
    }
    this.lines.push('}');
  }

  membership(place: number): string {
    return `m${position(place, this.#inputs.memberships.length)}[i]`;
  }

  /** Both sides of a comparison, as names or numbers that can be written twice. */
  sides({ left, right }: Extract<Condition, { kind: 'compare' }>): readonly [string, string] {
    return [this.named(this.number(left)), this.named(this.number(right))];
  }

  /** A name for an expression; itself where it is one or a number already. */
  named(expression: string): string {
    if (/^([a-z]+\d+|\([-\d.e+]+\))$/.test(expression)) return expression;
    const name = this.#newName('x');
    this.lines.push(`const ${name} = ${expression};`);
    return name;
  }

  #newName(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }
}

/** True where the comparison holds; false for no and for unknown. */
export function comparison(operator: ComparisonOperator, left: string, right: string): string {
  // Unequal to NaN is everything: here it is unknown.
  if (operator === '!=') return `(${left} < ${right} || ${left} > ${right})`;
  return `${left} ${OPERATORS[operator]} ${right}`;
}

/** True where neither side is NaN. Numbers that stand in the rule are always known. */
export function known(...sides: readonly string[]): string {
  const tested = sides.filter((side) => !side.startsWith('(')).map((side) => `${side} === ${side}`);
  return tested.length === 0 ? 'true' : `(${tested.join(' && ')})`;
}

function hasFreshness(input: RuleInputs['columns'][number]): boolean {
  return input.kind === 'latest' || (input.kind === 'indicator' && input.freshOf !== undefined);
}

/** Positions of the columns of a term, in the order in which they are met. */
export function columnsOf(term: Num | Condition): readonly number[] {
  switch (term.kind) {
    case 'column':
      return [term.column];
    case 'arithmetic':
    case 'compare':
      return [...columnsOf(term.left), ...columnsOf(term.right)];
    case 'function':
      return term.args.flatMap(columnsOf);
    case 'bars_since':
    case 'all':
    case 'any':
      return term.of.flatMap(columnsOf);
    case 'not':
      return columnsOf(term.of);
    default:
      return [];
  }
}

function plainOperator(operator: '+' | '-' | '*'): string {
  return operator === '+' ? '+' : operator === '-' ? '-' : '*';
}

function position(place: number, count: number): number {
  if (!Number.isInteger(place) || place < 0 || place >= count)
    throw new RangeError(`Input ${place} of ${count}`);
  return place;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A rule has finite numbers, got ${value}`);
  // Written as text, minus zero would lose its sign, which a division shows.
  return Object.is(value, -0) ? '(-0)' : `(${String(value)})`;
}
