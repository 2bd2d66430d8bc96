import type { EvidenceCondition, EvidenceNode } from '../../../../shared/rules/evidence.ts';
import { numberWords } from './number-words.ts';

/** Longest line that is kept of a hit. */
const LONGEST = 200;

/** Why a symbol hit, in one line: the conditions that hold, each with what was measured and what it was held against. */
export function hitWords(tree: EvidenceNode): string {
  const words = holding(tree).map(conditionWords).join(' · ');
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}

/** The conditions by which a tree is true; what stands under a "not" is told as it stands. */
function holding(node: EvidenceNode): readonly EvidenceCondition[] {
  if (node.kind === 'condition') return node.truth === true ? [node] : [];
  if (node.kind === 'not') return node.of.flatMap(leaves).filter(({ truth }) => truth === false);
  return node.of.filter(({ truth }) => truth === true).flatMap(holding);
}

function leaves(node: EvidenceNode): readonly EvidenceCondition[] {
  return node.kind === 'condition' ? [node] : node.of.flatMap(leaves);
}

function conditionWords({ text, value, needs, unit, parts, truth }: EvidenceCondition): string {
  if (value === null) return text;
  const [measured] = parts;
  const subject = measured?.text ?? text;
  return `${subject} ${numberWords(value, unit)} ${truth === false ? 'not ' : ''}${needs}`;
}
