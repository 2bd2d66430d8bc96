import type { EvidenceCondition, EvidenceNode } from '../../../shared/rules/evidence.ts';
import { numberWords } from '../scanners/rules/number-words.ts';

/** Which of the two did not see it: the saved scanner (then), or the draft (now). */
export type Blind = 'saved' | 'draft';

/**
 * Why one scanner did not hit what the other did, in a few words: what it measured then, and what that was held
 * against. `volume(1d) 502k, was below 1M` of the saved scanner, `rvol 0.72, now below 0.75` of the draft.
 */
export function differenceWords(tree: EvidenceNode, blind: Blind): string {
  const block = stumblingBlock(tree, false);
  if (block === undefined) {
    return blind === 'saved'
      ? 'matched too, but did not report it then'
      : 'matches too, but does not report it then';
  }
  return conditionWords(block, blind);
}

/** A condition that kept a tree from being true, and how it should have come out. */
interface Block {
  readonly condition: EvidenceCondition;
  /** True where it should have been false: it stands behind a "not". */
  readonly negated: boolean;
}

/** The first condition in the way of an "and", the nearest to turning of an "or"; undefined where the tree is true. */
function stumblingBlock(node: EvidenceNode, negated: boolean): Block | undefined {
  if (node.truth === !negated) return undefined;
  if (node.kind === 'condition') return { condition: node, negated };
  if (node.kind === 'not') {
    const [inner] = node.of;
    return inner === undefined ? undefined : stumblingBlock(inner, !negated);
  }
  const blocks = node.of.flatMap((each) => stumblingBlock(each, negated) ?? []);
  const needsAll = (node.kind === 'all') !== negated;
  return needsAll ? blocks[0] : nearest(blocks);
}

function nearest(blocks: readonly Block[]): Block | undefined {
  const distance = ({ condition }: Block): number => Math.abs(condition.margin ?? Number.POSITIVE_INFINITY);
  return [...blocks].sort((left, right) => compare(distance(left), distance(right)))[0];
}

function compare(left: number, right: number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function conditionWords({ condition, negated }: Block, blind: Blind): string {
  const { value, threshold, unit, needs, truth } = condition;
  const text = condition.text.replace(/\s+/g, ' ');
  const verb = blind === 'saved' ? 'was' : 'now';
  if (truth === null) {
    const because = condition.unknownBecause === null ? '' : `: ${condition.unknownBecause}`;
    return `${text} ${verb} unknown${because}`;
  }
  if (negated) return `${text}, which it must not`;
  const operator = needs.split(' ')[0] ?? '';
  const subject = subjectOf(text, operator);
  if (value === null || threshold === null) return `${text} ${verb} not so`;
  const measured = `${subject} ${numberWords(value, unit)}`;
  const limit = numberWords(threshold, unit);
  const side = sideOf(operator, value, threshold);
  if (side === undefined) return `${measured}, needs ${needs}`;
  // Rounded, both would look the same.
  const both = measured.endsWith(` ${limit}`) && value !== threshold;
  return both ? `${measured}, ${verb} just ${side} ${limit}` : `${measured}, ${verb} ${side} ${limit}`;
}

/** Where a value lies that misses a comparison with a threshold; undefined for what is no comparison. */
function sideOf(operator: string, value: number, threshold: number): string | undefined {
  if (operator === '>' || operator === '>=') return value === threshold ? 'not above' : 'below';
  if (operator === '<' || operator === '<=') return value === threshold ? 'not below' : 'above';
  if (operator === '=') return 'not';
  return operator === '!=' ? 'equal to' : undefined;
}

/** The left side of a comparison, as it stands in the rule. */
function subjectOf(text: string, operator: string): string {
  const place = text.indexOf(` ${operator} `);
  return place === -1 ? text : text.slice(0, place);
}
