import type { EvidenceCondition, EvidenceNode, Truth } from '../../../shared/rules/evidence.ts';
import { comparisonSigns, valueWords } from '../../format/measured.ts';

/** A line of the table of conditions. */
export interface EvidenceRow {
  readonly key: string;
  readonly depth: number;
  readonly truth: Truth;
  readonly title: string;
  readonly value: string;
  readonly needs: string;
  readonly margin: string;
  /** Part of the margin's bar that is filled, 0 to 1; null where there is none. */
  readonly fill: number | null;
  /** A head over others: `All of`, 3 of 3 true. */
  readonly isGroup: boolean;
}

const HEADS = { all: 'All of', any: 'Any of', not: 'None of' } as const;
/** A margin of so large a share of the threshold fills the bar. */
const FULL_SHARE = 0.1;
/** The same of units that are told as they are. */
const FULL_MEASURE = { percent: 5, count: 10, minutes: 60 } as const;

/** A tree as lines, the outermost first. */
export function evidenceRows(node: EvidenceNode, depth = 0, key = '0'): readonly EvidenceRow[] {
  if (node.kind === 'condition') return [conditionRow(node, depth, key)];
  const of = node.of.flatMap((each, place) => evidenceRows(each, depth + 1, `${key}.${place}`));
  const holding = node.of.filter(({ truth }) => truth === true).length;
  const head: EvidenceRow = {
    ...{ key, depth, truth: node.truth, title: HEADS[node.kind], isGroup: true, fill: null },
    ...{ value: '', needs: '', margin: `${holding} of ${node.of.length} true` },
  };
  return [head, ...of];
}

function conditionRow(condition: EvidenceCondition, depth: number, key: string): EvidenceRow {
  const { text, truth, value, needs, unit, unknownBecause } = condition;
  return {
    ...{ key, depth, truth, title: text, isGroup: false },
    value: value === null ? '' : valueWords(value, unit),
    needs: unknownBecause ?? comparisonSigns(needs),
    margin: marginWords(condition),
    fill: fillOf(condition),
  };
}

/** `+0.17 %`: how far the condition is from turning; with a minus where it does not hold. */
export function marginWords({ margin, unit }: EvidenceCondition): string {
  if (margin === null) return '';
  const sign = margin < 0 ? '−' : '+';
  const size = Math.abs(margin);
  if (unit === 'percent') return `${sign}${size.toFixed(2)} pt`;
  if (unit === 'count' || unit === 'minutes') return `${sign}${size.toFixed(0)}`;
  return `${sign}${(size * 100).toFixed(2)} %`;
}

/**
 * What a condition that does not hold would need, as part of a sentence: `needs ≥ 2`, `has to cross above 13.68`,
 * `already above 13.68` of a crossing whose value was there before.
 */
export function missWords({ needs, margin }: EvidenceCondition): string {
  const side = /^crosses (.+)$/.exec(needs)?.[1];
  if (side === undefined) return `needs ${comparisonSigns(needs)}`;
  return margin !== null && margin > 0 ? `already ${side}` : `has to cross ${side}`;
}

function fillOf({ margin, unit }: EvidenceCondition): number | null {
  if (margin === null) return null;
  const full = unit === 'percent' || unit === 'count' || unit === 'minutes' ? FULL_MEASURE[unit] : FULL_SHARE;
  return Math.min(1, Math.abs(margin) / full);
}

/** The condition that would turn first of those that hold; undefined where none can be measured. */
export function closestToFailing(node: EvidenceNode): EvidenceCondition | undefined {
  const measured = leaves(node).filter(({ truth, margin }) => truth === true && margin !== null);
  return measured.sort((one, other) => shareOf(one) - shareOf(other))[0];
}

function leaves(node: EvidenceNode): readonly EvidenceCondition[] {
  return node.kind === 'condition' ? [node] : node.of.flatMap(leaves);
}

/** The distance from the threshold as a share of it, so that units can be held against each other. */
function shareOf({ value, threshold }: EvidenceCondition): number {
  if (value === null || threshold === null || threshold === 0) return Number.POSITIVE_INFINITY;
  return Math.abs(value - threshold) / Math.abs(threshold);
}
