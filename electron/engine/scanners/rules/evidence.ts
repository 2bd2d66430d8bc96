import type { EvidenceCondition, EvidenceNode, Truth } from '../../../../shared/rules/evidence.ts';
import { FALSE, TRUE, UNKNOWN } from './compiled-rule.ts';
import { needsWords } from './condition-words.ts';
import { marginBetween } from './margin.ts';
import type { RowValues } from './row-values.ts';
import { conditionsOf, type PlanCondition, type PlanNode } from './rule-plan.ts';

/** Of each condition: its truth, what was measured, what it was held against, why it is unknown; then its parts. */
const TRUTH = 0;
const VALUE = 1;
const THRESHOLD = 2;
const REASON = 3;
const PARTS = 4;

/** Why a number is unknown, by its place in this list. */
export const REASONS = [
  '',
  'is not ready',
  'is stale',
  'has no bars',
  'has no value yet',
  'has no place: what is ranked is unknown',
  'divides by zero or has no value',
  'is not known',
] as const;
export type Reason = (typeof REASONS)[number];

/** Says why a part of a condition is unknown for a symbol. */
export type ReasonOf = (condition: PlanCondition, part: number) => Reason;

/** Everything that the conditions of a rule say of one symbol, as numbers: what is kept of a hit. */
export class EvidenceBook {
  readonly #conditions: readonly PlanCondition[];
  readonly #length: number;
  /** What each number is, in order. */
  readonly names: readonly string[];

  constructor(private readonly plan: PlanNode) {
    this.#conditions = conditionsOf(plan);
    this.names = this.#conditions.flatMap(({ text, parts }) => [
      `${text}: 2 true, 1 unknown, 0 false`,
      `${text}: measured`,
      `${text}: threshold`,
      `${text}: why unknown`,
      ...parts.map((part) => part.text),
    ]);
    this.#length = this.names.length;
  }

  write(row: RowValues, reasonOf: ReasonOf): Float64Array {
    const evidence = new Float64Array(this.#length);
    let at = 0;
    for (const each of this.#conditions) {
      const { condition, value, threshold, parts } = each;
      const truth = row.truth(condition);
      evidence[at + TRUTH] = truth;
      evidence[at + VALUE] = value === undefined ? Number.NaN : row.number(value);
      evidence[at + THRESHOLD] = threshold === undefined ? Number.NaN : row.number(threshold);
      for (const [place, part] of parts.entries()) evidence[at + PARTS + place] = row.number(part.num);
      if (truth === UNKNOWN) {
        const values = evidence.subarray(at + PARTS, at + PARTS + parts.length);
        const part = values.findIndex((number) => Number.isNaN(number));
        evidence[at + REASON] = (part + 1) * REASONS.length + REASONS.indexOf(reasonOf(each, part));
      }
      at += PARTS + parts.length;
    }
    return evidence;
  }

  /** The tree of what was written. Throws RangeError for evidence of another rule. */
  tree(evidence: Float64Array): EvidenceNode {
    if (evidence.length !== this.#length)
      throw new RangeError(`Evidence of ${evidence.length} numbers, where the rule has ${this.#length}`);
    let at = 0;
    const node = (plan: PlanNode): EvidenceNode => {
      if (plan.kind !== 'condition') {
        const of = plan.of.map(node);
        return { kind: plan.kind, truth: together(plan.kind, of), of };
      }
      const numbers = evidence.subarray(at, at + PARTS + plan.parts.length);
      at += numbers.length;
      return conditionEvidence(plan, numbers);
    };
    return node(this.plan);
  }

  /**
   * By how much it is true: of conditions that all must hold the least margin, of alternatives that hold the greatest,
   * as a share of the threshold. Undefined where nothing is measured.
   */
  strength(evidence: Float64Array): number | undefined {
    let at = 0;
    const strengthOf = (node: PlanNode): number => {
      if (node.kind === 'condition') {
        const first = at;
        at += PARTS + node.parts.length;
        return conditionStrength(evidence, first);
      }
      const of = node.of.map(strengthOf);
      if (node.kind !== 'any') return Math.min(...of);
      const measured = of.filter(Number.isFinite);
      return measured.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...measured);
    };
    const strength = strengthOf(this.plan);
    return Number.isFinite(strength) ? strength : undefined;
  }
}

/** The margin of a condition that holds as a share of its threshold; Infinity where there is none. */
function conditionStrength(evidence: Float64Array, at: number): number {
  const value = evidence[at + VALUE] ?? Number.NaN;
  const threshold = evidence[at + THRESHOLD] ?? Number.NaN;
  const strength = Math.abs(value - threshold) / Math.abs(threshold);
  return evidence[at + TRUTH] === TRUE && strength >= 0 ? strength : Number.POSITIVE_INFINITY;
}

function together(kind: 'all' | 'any' | 'not', of: readonly EvidenceNode[]): Truth {
  const truths = of.map(({ truth }) => (truth === null ? UNKNOWN : truth ? TRUE : FALSE));
  if (kind === 'not') return truthOf(TRUE - (truths[0] ?? UNKNOWN));
  return truthOf(kind === 'all' ? Math.min(TRUE, ...truths) : Math.max(FALSE, ...truths));
}

function truthOf(number: number): Truth {
  return number === UNKNOWN ? null : number === TRUE;
}

function conditionEvidence(plan: PlanCondition, numbers: Float64Array): EvidenceCondition {
  const truth = truthOf(numbers[TRUTH] ?? UNKNOWN);
  const value = numberOf(numbers[VALUE]);
  const threshold = numberOf(numbers[THRESHOLD]);
  return {
    kind: 'condition',
    text: plan.text,
    truth,
    value,
    threshold,
    needs: needsWords(plan, threshold),
    unit: plan.unit,
    margin: marginOf(plan, truth, value, threshold),
    unknownBecause: truth === null ? reasonWords(plan, numbers[REASON] ?? 0) : null,
    parts: plan.parts.map(({ text, unit }, place) => ({
      text,
      unit,
      value: numberOf(numbers[PARTS + place]),
    })),
  };
}

function reasonWords({ source, parts, text }: PlanCondition, coded: number): string {
  const part = Math.floor(coded / REASONS.length) - 1;
  const subject = source.kind === 'one_of' ? source.fact : (parts[part]?.text ?? text);
  return `${subject} ${REASONS[coded % REASONS.length] ?? ''}`;
}

function numberOf(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number;
}

function marginOf(
  { source, unit }: PlanCondition,
  truth: Truth,
  value: number | null,
  threshold: number | null,
): number | null {
  if (truth === null || value === null || threshold === null || source.kind === 'trend') return null;
  return marginBetween(unit, truth, value, threshold);
}
