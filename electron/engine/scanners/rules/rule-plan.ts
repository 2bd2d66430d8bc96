import type {
  CheckedRule,
  Comparison,
  Crossing,
  Measure,
  OneOf,
  Predicate,
  RuleUnit,
  Trend,
} from '../../../../shared/rules/checked-rule.ts';
import type { Span } from '../../../../shared/rules/syntax.ts';
import { compileMeasure, compilePredicate } from './compile-rule.ts';
import type { Condition, Num } from './compiled-rule.ts';
import type { RuleInputs } from './rule-inputs.ts';

/** A rule's conditions as they are told, each with the numbers that tell of it. */
export type PlanNode = PlanGroup | PlanCondition;

export interface PlanGroup {
  readonly kind: 'all' | 'any' | 'not';
  readonly of: readonly PlanNode[];
  readonly span: Span;
}

export interface PlanCondition {
  readonly kind: 'condition';
  /** As it stands in the rule, in one line. */
  readonly text: string;
  readonly span: Span;
  readonly source: Comparison | Crossing | Trend | OneOf;
  readonly condition: Condition;
  /** What is measured, and what it is held against; undefined where that is no number. */
  readonly value: Num | undefined;
  readonly threshold: Num | undefined;
  readonly unit: RuleUnit;
  readonly parts: readonly PlanPart[];
}

/** A named part of a condition. */
export interface PlanPart {
  readonly text: string;
  readonly unit: RuleUnit;
  readonly num: Num;
}

/** The plan of a checked rule; what it reads is noted in `inputs`. */
export function planOf(rule: CheckedRule, inputs: RuleInputs): PlanNode {
  return new Planner(rule.text, inputs).node(rule.root);
}

/** All conditions of a plan, in the order in which they stand in the rule. */
export function conditionsOf(node: PlanNode): readonly PlanCondition[] {
  return node.kind === 'condition' ? [node] : node.of.flatMap(conditionsOf);
}

/** A piece of a rule in one line, without its comments. */
export function textAt(text: string, { from, to }: Span): string {
  // A line break ends a comment; names of lists may have a hash in them.
  const lines = text.slice(from, to).split('\n');
  return lines
    .map((line) => line.replace(/^((?:[^"#]|"[^"]*")*)#.*$/, '$1').trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

class Planner {
  constructor(
    private readonly text: string,
    private readonly inputs: RuleInputs,
  ) {}

  node(predicate: Predicate): PlanNode {
    switch (predicate.kind) {
      case 'all':
      case 'any':
        return {
          kind: predicate.kind,
          of: predicate.of.map((each) => this.node(each)),
          span: predicate.span,
        };
      case 'not':
        return { kind: 'not', of: [this.node(predicate.of)], span: predicate.span };
      default:
        return this.#condition(predicate);
    }
  }

  #condition(source: PlanCondition['source']): PlanCondition {
    const { value, threshold, parts } = this.#measured(source);
    return {
      kind: 'condition',
      text: textAt(this.text, source.span),
      span: source.span,
      source,
      condition: compilePredicate(source, this.inputs),
      value: value && compileMeasure(value, this.inputs),
      threshold: threshold && compileMeasure(threshold, this.inputs),
      unit: unitOf(value, threshold),
      parts: distinct(parts),
    };
  }

  #measured(source: PlanCondition['source']): {
    readonly value?: Measure | undefined;
    readonly threshold?: Measure | undefined;
    readonly parts: readonly PlanPart[];
  } {
    switch (source.kind) {
      case 'compare':
        return {
          value: source.left,
          threshold: source.right,
          parts: [...this.#parts(source.left), ...this.#parts(source.right)],
        };
      case 'cross': {
        const { left, right, leftBefore, rightBefore } = source;
        const before = [...this.#parts(leftBefore, '[1]'), ...this.#parts(rightBefore, '[1]')];
        return {
          value: left,
          threshold: right,
          parts: [...this.#parts(left), ...this.#parts(right), ...before],
        };
      }
      case 'trend': {
        const [newest] = source.values;
        const oldest = source.values.at(-1);
        return {
          value: newest,
          threshold: oldest,
          parts: source.values.flatMap((each, ago) => this.#parts(each, ago === 0 ? '' : `[${ago}]`)),
        };
      }
      case 'one_of':
        return { parts: [] };
    }
  }

  /** The leaves of a measure by name; `ago` is written behind them. */
  #parts(measure: Measure, ago = ''): readonly PlanPart[] {
    switch (measure.kind) {
      case 'constant':
        return [];
      case 'arithmetic':
        return [...this.#parts(measure.left, ago), ...this.#parts(measure.right, ago)];
      case 'function':
        return measure.args.flatMap((arg) => this.#parts(arg, ago));
      default: {
        const text = textAt(this.text, measure.span);
        const isLevel = measure.kind === 'session' || measure.kind === 'clock';
        const num = compileMeasure(measure, this.inputs);
        return [{ text: isLevel ? text : `${text}${ago}`, unit: measure.unit, num }];
      }
    }
  }
}

/** A number without a unit takes that of the other side. */
function unitOf(value: Measure | undefined, threshold: Measure | undefined): RuleUnit {
  if (value === undefined || threshold === undefined) return 'number';
  return value.unit === 'number' ? threshold.unit : value.unit;
}

function distinct(parts: readonly PlanPart[]): readonly PlanPart[] {
  return parts.filter((part, place) => parts.findIndex(({ text }) => text === part.text) === place);
}
