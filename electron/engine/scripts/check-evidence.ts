import type { EvidenceCondition, EvidenceNode, Truth } from '../../../shared/rules/evidence.ts';
import { marginBetween } from '../scanners/rules/margin.ts';
import { numberWords } from '../scanners/rules/number-words.ts';
import type { ScriptCheck } from './contract.ts';

/** Numbers that are kept of each check of a hit: the truth (2 true, 1 unknown, 0 false, NaN not told), value and threshold. */
const STRIDE = 3;
const TRUE = 2;
const UNKNOWN = 1;
const FALSE = 0;

/** What each number of a hit's evidence is. */
export function checkEvidenceNames(checks: readonly ScriptCheck[]): readonly string[] {
  return checks.flatMap(({ name }) => [
    `${name}: 2 true, 1 unknown, 0 false, null not told`,
    `${name}: measured`,
    `${name}: threshold`,
  ]);
}

/** A check of one row as the numbers that are kept of it. */
export function checkNumbers(
  { operator }: ScriptCheck,
  told: boolean,
  value: number,
  threshold: number,
): readonly [number, number, number] {
  if (!told) return [Number.NaN, Number.NaN, Number.NaN];
  const isKnown = Number.isFinite(value) && (operator === null || Number.isFinite(threshold));
  if (!isKnown) return [UNKNOWN, finite(value), finite(threshold)];
  return [holds(operator, value, threshold) ? TRUE : FALSE, value, finite(threshold)];
}

/**
 * What was told, as a tree. A script may hit though one of its checks does not hold: then not all of them were needed.
 * @param isHit whether the script reported the symbol
 * @param untold whether checks that were not told of the symbol are in it, as unknown
 */
export function checkTree(
  checks: readonly ScriptCheck[],
  evidence: Float64Array,
  { isHit, untold }: { readonly isHit: boolean; readonly untold: boolean },
): EvidenceNode {
  const of: EvidenceCondition[] = [];
  for (const [place, check] of checks.entries()) {
    const [truth = Number.NaN, value = Number.NaN, threshold = Number.NaN] = evidence.subarray(
      place * STRIDE,
      place * STRIDE + STRIDE,
    );
    if (!Number.isNaN(truth)) of.push(condition(check, truth, value, threshold));
    else if (untold) of.push({ ...condition(check, UNKNOWN, value, threshold), unknownBecause: NOT_TOLD });
  }
  const truth = allOf(of);
  if (!isHit && truth === true) return { kind: 'all', truth: false, of: [...of, NO_HIT] };
  if (isHit && truth !== true && of.some((each) => each.truth === true))
    return { kind: 'any', truth: true, of };
  return { kind: 'all', truth, of };
}

/**
 * By how much a match holds: the smallest distance from a threshold, as a share of it. Undefined where nothing that
 * was told says that.
 */
export function checkStrength(evidence: Float64Array): number | undefined {
  let strength = Number.POSITIVE_INFINITY;
  for (let at = 0; at < evidence.length; at += STRIDE) {
    if (evidence[at] !== TRUE) continue;
    const value = evidence[at + 1] ?? Number.NaN;
    const threshold = evidence[at + 2] ?? Number.NaN;
    const share = Math.abs(value - threshold) / Math.abs(threshold);
    if (share < strength) strength = share;
  }
  return Number.isFinite(strength) ? strength : undefined;
}

const NOT_TOLD = 'the script did not come to it';

const NOTHING_MEASURED = { value: null, threshold: null, unit: 'number', margin: null, parts: [] } as const;

/** All that it told holds, and yet there was no hit: it asks for more than it tells. */
const NO_HIT: EvidenceCondition = {
  ...NOTHING_MEASURED,
  kind: 'condition',
  text: 'what the script asks for besides',
  truth: false,
  needs: 'told by no check',
  unknownBecause: null,
};

function condition(
  { name, operator, unit }: ScriptCheck,
  coded: number,
  value: number,
  threshold: number,
): EvidenceCondition {
  const truth: Truth = coded === UNKNOWN ? null : coded === TRUE;
  const isUnknown = truth === null ? 'has no value' : null;
  const text = name;
  if (operator === null) {
    return { ...NOTHING_MEASURED, kind: 'condition', text, truth, needs: 'yes', unknownBecause: isUnknown };
  }
  const limit = Number.isNaN(threshold) ? 'an unknown value' : numberWords(threshold, unit);
  return {
    ...{ kind: 'condition', text, truth, unit, parts: [] },
    value: Number.isNaN(value) ? null : value,
    threshold: Number.isNaN(threshold) ? null : threshold,
    needs: `${operator} ${limit}`,
    margin: truth === null ? null : marginBetween(unit, truth, value, threshold),
    unknownBecause: isUnknown,
  };
}

function allOf(of: readonly EvidenceCondition[]): Truth {
  if (of.some(({ truth }) => truth === false)) return false;
  return of.length === 0 || of.some(({ truth }) => truth === null) ? null : true;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function holds(operator: ScriptCheck['operator'], value: number, threshold: number): boolean {
  switch (operator) {
    case null:
      return value === 1;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '=':
      return value === threshold;
    case '!=':
      return value !== threshold;
  }
}
