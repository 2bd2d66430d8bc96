import type { EvidenceCondition, EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { Explanation } from '../../../shared/rules/insight.ts';
import type { NearMiss } from '../../../shared/session/hit-explanation.ts';

/**
 * The symbols that exactly one condition keeps from hitting, the nearest first: by how far the condition is from its
 * threshold, as a share of it. Unknown is not near: a symbol with an unknown condition is left out.
 */
export function nearestMisses(explanations: readonly Explanation[], limit: number): readonly NearMiss[] {
  const misses: { miss: NearMiss; distance: number }[] = [];
  for (const { symbol, tree } of explanations) {
    if (tree.truth !== false) continue;
    const [condition, ...more] = obstacles(tree);
    if (condition === undefined || more.length > 0) continue;
    const distance = distanceOf(condition);
    if (distance !== undefined) misses.push({ miss: { symbol, condition }, distance });
  }
  misses.sort(
    (one, other) => one.distance - other.distance || (one.miss.symbol < other.miss.symbol ? -1 : 1),
  );
  return misses.slice(0, limit).map(({ miss }) => miss);
}

/** The conditions that would all have to turn: of an "and" every false one, of an "or" the one that is nearest. */
function obstacles(node: EvidenceNode): readonly EvidenceCondition[] {
  if (node.truth === true) return [];
  if (node.kind === 'condition') return [node];
  if (node.kind === 'all') return node.of.flatMap(obstacles);
  if (node.kind === 'any') return node.of.map(obstacles).reduce(fewest);
  // What stands under a "not" would have to become false, which no single margin says.
  return node.of.flatMap(leaves);
}

function fewest(
  one: readonly EvidenceCondition[],
  other: readonly EvidenceCondition[],
): readonly EvidenceCondition[] {
  if (one.length !== other.length) return one.length < other.length ? one : other;
  const [first] = one;
  const [second] = other;
  if (first === undefined || second === undefined) return one;
  const [near, far] = [distanceOf(first), distanceOf(second)];
  return (far ?? Number.POSITIVE_INFINITY) < (near ?? Number.POSITIVE_INFINITY) ? other : one;
}

function leaves(node: EvidenceNode): readonly EvidenceCondition[] {
  return node.kind === 'condition' ? [node] : node.of.flatMap(leaves);
}

/** From the threshold, as a share of it; undefined where it cannot be measured. */
function distanceOf({ value, threshold, truth }: EvidenceCondition): number | undefined {
  if (truth === null || value === null || threshold === null) return undefined;
  const distance = Math.abs(value - threshold);
  if (threshold !== 0) return distance / Math.abs(threshold);
  return distance === 0 ? 0 : undefined;
}
