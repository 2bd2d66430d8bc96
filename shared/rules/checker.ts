import type { Interval } from '../domain/interval.ts';
import { ALIASES, meantBy } from './aliases.ts';
import type { CatalogueIndicator, RuleCatalogue } from './catalogue.ts';
import { checkArithmetic } from './check-arithmetic.ts';
import { checkComparison, checkConditionCall } from './check-conditions.ts';
import { checkFunction } from './check-functions.ts';
import { checkIndicator } from './check-indicator.ts';
import { checkMembership } from './check-membership.ts';
import { checkNamedValue } from './check-names.ts';
import type { CheckedFigure, CheckedRule, Measure, Predicate, RuleUnit } from './checked-rule.ts';
import { type Called, type Checking, calledBy, type RuleSetting, written } from './checking.ts';
import { habitOf } from './habits.ts';
import { MOST_MEASURES, MOST_PROBLEMS } from './limits.ts';
import { sizeOf } from './measure-tree.ts';
import { movableInterval, movedBack } from './moved.ts';
import { CONDITION_NAMES, FACT_NAMES, isComparisonOperator, isOneOf } from './names.ts';
import { parseRule } from './parser.ts';
import { unknownWord } from './suggestions.ts';
import type {
  Ago,
  ArithmeticOperator,
  Binary,
  ComparisonOperator,
  Expression,
  Output,
  RuleProblem,
  Span,
} from './syntax.ts';
import { UNIT_WORDS } from './units.ts';
import { WORD_NAMES } from './words.ts';

export type { RuleSetting } from './checking.ts';

/** What a check found. Problems are by place in the text, never none. */
export type RuleCheck<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** The rule that a text says, or everything that is wrong with it. Any text gives an answer. */
export function checkRule(text: string, setting: RuleSetting): RuleCheck<CheckedRule> {
  const { found, problems } = checked(text, setting, (root, checking) => checking.predicate(root));
  if (found === undefined) return { ok: false, problems };
  return { ok: true, value: { text, interval: setting.interval, root: found } };
}

/** As checkRule, of a numeric expression that stands alone: a figure of a hit. */
export function checkFigure(text: string, setting: RuleSetting): RuleCheck<CheckedFigure> {
  const { found, problems } = checked(text, setting, (root, checking) => checking.measure(root));
  return found === undefined ? { ok: false, problems } : { ok: true, value: { text, root: found } };
}

function checked<T extends Measure | Predicate>(
  text: string,
  setting: RuleSetting,
  check: (root: Expression, checking: Checking) => T | undefined,
): { readonly found: T | undefined; readonly problems: readonly RuleProblem[] } {
  const parsed = parseRule(text);
  const notes = new ProblemNotes(parsed.problems);
  const checking = new Checker(text, setting, notes);
  const root = parsed.expression === undefined ? undefined : check(parsed.expression, checking);
  if (root !== undefined && sizeOf(root) > MOST_MEASURES) {
    checking.tell(
      root.span,
      `The rule measures ${sizeOf(root)} values; at most ${MOST_MEASURES} are allowed.`,
    );
  }
  const problems = notes.sorted();
  return { found: problems.length === 0 ? root : undefined, problems };
}

/** Every problem of one text; of several at one place the first, which the others come of. */
class ProblemNotes {
  readonly #problems: RuleProblem[];
  /** True where the text is not well formed. */
  readonly isMisread: boolean;

  constructor(problems: readonly RuleProblem[]) {
    this.#problems = [...problems];
    this.isMisread = problems.length > 0;
  }

  add(problem: RuleProblem): void {
    const isKnown = this.#problems.some(
      ({ span }) => span.from === problem.span.from && span.to === problem.span.to,
    );
    if (!isKnown && !this.isFull) this.#problems.push(problem);
  }

  get isFull(): boolean {
    return this.#problems.length >= MOST_PROBLEMS;
  }

  sorted(): readonly RuleProblem[] {
    return this.#problems.toSorted((a, b) => a.span.from - b.span.from);
  }
}

/** What a value of a unit may be compared with, for an example. */
const EXAMPLES: Readonly<Record<RuleUnit, string>> = {
  price: 'sma(20)',
  percent: '3 %',
  volume: '1_000_000',
  count: '5',
  ratio: '2',
  minutes: '30',
  number: '50',
};

const INDICATORS = new WeakMap<RuleCatalogue, ReadonlyMap<string, CatalogueIndicator>>();

/** The indicators of a catalogue by id, made once for each catalogue. */
function indicatorsOf(catalogue: RuleCatalogue): ReadonlyMap<string, CatalogueIndicator> {
  const known = INDICATORS.get(catalogue) ?? new Map(catalogue.indicators.map((each) => [each.id, each]));
  INDICATORS.set(catalogue, known);
  return known;
}

class Checker implements Checking {
  readonly text: string;
  readonly interval: Interval;
  readonly catalogue: RuleCatalogue;
  readonly anyList: boolean;
  readonly #notes: ProblemNotes;

  constructor(text: string, { interval, catalogue, anyList = false }: RuleSetting, notes: ProblemNotes) {
    this.text = text;
    this.interval = interval;
    this.catalogue = catalogue;
    this.anyList = anyList;
    this.#notes = notes;
  }

  indicator(id: string): CatalogueIndicator | undefined {
    return indicatorsOf(this.catalogue).get(id);
  }

  on(interval: Interval): Checking {
    if (interval === this.interval) return this;
    return new Checker(
      this.text,
      { interval, catalogue: this.catalogue, anyList: this.anyList },
      this.#notes,
    );
  }

  get isFull(): boolean {
    return this.#notes.isFull;
  }

  tell(span: Span, message: string, fix?: RuleProblem['fix']): undefined {
    return this.problem(fix === undefined ? { span, message } : { span, message, fix });
  }

  problem(problem: RuleProblem): undefined {
    this.#notes.add(problem);
    return undefined;
  }

  // Numbers.

  measure(of: Expression): Measure | undefined {
    if (this.isFull) return undefined;
    switch (of.kind) {
      case 'number':
        return { kind: 'constant', value: of.value, unit: of.percent ? 'percent' : 'number', span: of.span };
      case 'name':
      case 'call':
        return this.#named(calledBy(of));
      case 'ago':
        return this.#ago(of, this.measure(of.of));
      case 'output':
        return this.#output(of);
      case 'unary':
        return of.operator === '-' ? this.#negative(of.of, of.span) : this.#conditionForNumber(of);
      case 'binary':
        return isArithmetic(of) ? this.#arithmetic(of) : this.#conditionForNumber(of);
      case 'membership':
        return this.#conditionForNumber(of);
      case 'text':
        return this.tell(of.span, `The text ${written(this, of.span)} stands where a number is expected.`);
      case 'interval': {
        const message = `${of.interval} is an interval; it stands in brackets behind a name, as in close(${of.interval}).`;
        return this.tell(of.span, message);
      }
    }
  }

  #named(called: Called | undefined): Measure | undefined {
    if (called === undefined || called.name === '') return undefined;
    const meant = { ...called, name: meantBy(called.name) };
    for (const check of [checkNamedValue, checkFunction]) {
      const value = check(meant, this);
      if (value !== 'unnamed') return value;
    }
    const indicator = this.indicator(meant.name);
    if (indicator !== undefined) return checkIndicator(meant, indicator, undefined, this);
    if (isOneOf(CONDITION_NAMES, meant.name)) {
      return this.tell(
        called.span,
        `'${written(this, called.span)}' is a condition; a number is expected here.`,
      );
    }
    if (isOneOf(FACT_NAMES, meant.name)) return this.#factAsNumber(meant.name, called.span);
    return this.problem(this.#unknown(called));
  }

  #factAsNumber(fact: string, span: Span): undefined {
    const example = fact === 'sector' ? 'sector in ("Energy")' : 'symbol in ("IBM", "AAPL")';
    return this.tell(span, `${fact} is a text; it is used as in ${example}.`);
  }

  #unknown(called: Called): RuleProblem {
    const { name, nameSpan, hasBrackets } = called;
    const indicators = [...Object.keys(ALIASES), ...this.catalogue.indicators.map(({ id }) => id)];
    const habit = habitOf(
      called,
      indicators.filter((each) => this.indicator(meantBy(each)) !== undefined),
    );
    if (habit !== undefined) return habit;
    const known = [...WORD_NAMES, ...Object.keys(ALIASES), ...this.catalogue.indicators.map(({ id }) => id)];
    const what = hasBrackets ? 'indicator' : 'name';
    return unknownWord(what, name, nameSpan, known, 'the list of names opens with Ctrl+Space');
  }

  #ago(of: Ago, inside: Measure | undefined): Measure | undefined {
    return inside === undefined || of.bars === 0 ? inside : this.#movedBack(of, inside);
  }

  #movedBack<T extends Measure | Predicate>(of: Ago, inside: T): T | undefined {
    const brackets = { from: of.of.span.to, to: of.span.to };
    const interval = movableInterval(inside, `[${of.bars}]`, of.span, this);
    if (interval === undefined) return undefined;
    const moved = movedBack(inside, of.bars, interval, brackets, this);
    return moved === undefined ? undefined : { ...moved, span: of.span };
  }

  #output(of: Output): Measure | undefined {
    const called = calledBy(of.of);
    if (called?.name === '') return undefined;
    const indicator = called === undefined ? undefined : this.indicator(meantBy(called.name));
    if (called !== undefined && indicator !== undefined) {
      const asked = { name: of.output, span: of.outputSpan };
      return checkIndicator({ ...called, name: indicator.id }, indicator, asked, this);
    }
    if (this.measure(of.of) === undefined) return undefined;
    const dot = { from: of.of.span.to, to: of.span.to };
    const message = `'${written(this, of.of.span)}' has one value and no outputs; remove .${of.output}.`;
    const between = this.text.slice(dot.from, of.outputSpan.from).trim();
    const fix = { title: `Remove .${of.output}`, span: dot, replacement: '' };
    return this.tell(of.outputSpan, message, between === '.' ? fix : undefined);
  }

  #negative(of: Expression, span: Span): Measure | undefined {
    const inside = this.measure(of);
    if (inside === undefined) return undefined;
    if (inside.kind === 'constant') return { ...inside, value: -inside.value, span };
    const zero: Measure = { kind: 'constant', value: 0, unit: 'number', span };
    return { kind: 'arithmetic', operator: '-', left: zero, right: inside, unit: inside.unit, span };
  }

  #arithmetic(of: Binary & { readonly operator: ArithmeticOperator }): Measure | undefined {
    const [left, right] = [this.measure(of.left), this.measure(of.right)];
    return left === undefined || right === undefined
      ? undefined
      : checkArithmetic({ ...of, left, right }, this);
  }

  #conditionForNumber(of: Expression): undefined {
    // What is wrong inside is told too.
    this.predicate(of);
    return this.tell(of.span, `'${written(this, of.span)}' is a condition; a number is expected here.`);
  }

  // Conditions.

  predicate(of: Expression): Predicate | undefined {
    if (this.isFull) return undefined;
    if (of.kind === 'binary') {
      if (of.operator === 'and' || of.operator === 'or') return this.#group({ ...of, operator: of.operator });
      if (isComparison(of)) return checkComparison(of, this);
      return this.#numberForCondition(of);
    }
    if (of.kind === 'unary' && of.operator === 'not') return this.#negation(of.of, of.span);
    if (of.kind === 'membership') return checkMembership(of, this);
    if (of.kind === 'ago') return this.#agoOfCondition(of);
    const called = calledBy(of);
    if (called !== undefined) {
      const found = checkConditionCall({ ...called, name: meantBy(called.name) }, this);
      if (found !== 'unnamed') return found;
    }
    return this.#numberForCondition(of);
  }

  #agoOfCondition(of: Ago): Predicate | undefined {
    if (!isCondition(of.of)) return this.#numberForCondition(of);
    const inside = this.predicate(of.of);
    return inside === undefined || of.bars === 0 ? inside : this.#movedBack(of, inside);
  }

  #group(of: Binary & { readonly operator: 'and' | 'or' }): Predicate | undefined {
    const kind = of.operator === 'and' ? 'all' : 'any';
    const [left, right] = [this.predicate(of.left), this.predicate(of.right)];
    if (left === undefined || right === undefined) return undefined;
    const parts = [left, right].flatMap((each) => (each.kind === kind ? each.of : [each]));
    return { kind, of: parts, span: of.span };
  }

  #negation(of: Expression, span: Span): Predicate | undefined {
    const inside = this.predicate(of);
    if (inside === undefined) return undefined;
    if (inside.kind === 'one_of') return { ...inside, negated: !inside.negated, span };
    return inside.kind === 'not' ? inside.of : { kind: 'not', of: inside, span };
  }

  #numberForCondition(of: Expression): undefined {
    if (of.kind === 'text')
      return this.tell(of.span, `The text ${written(this, of.span)} stands where a condition is expected.`);
    const measure = this.measure(of);
    if (measure === undefined) return undefined;
    const text = written(this, of.span);
    // Where the text could not be read, a condition may have been lost on the way.
    if (this.#notes.isMisread) return undefined;
    const message = `'${text}' is ${UNIT_WORDS[measure.unit]}; a condition compares it, as in ${text} > ${EXAMPLES[measure.unit]}.`;
    return this.tell(of.span, message);
  }
}

function isArithmetic(of: Binary): of is Binary & { readonly operator: ArithmeticOperator } {
  return of.operator === '+' || of.operator === '-' || of.operator === '*' || of.operator === '/';
}

function isComparison(of: Binary): of is Binary & { readonly operator: ComparisonOperator } {
  return isComparisonOperator(of.operator);
}

/** True where something is written as a condition, whatever is wrong with it. */
function isCondition(of: Expression): boolean {
  if (of.kind === 'binary') return !isArithmetic(of);
  if (of.kind === 'unary') return of.operator === 'not';
  if (of.kind === 'ago') return isCondition(of.of);
  const called = calledBy(of);
  return of.kind === 'membership' || (called !== undefined && isOneOf(CONDITION_NAMES, meantBy(called.name)));
}
