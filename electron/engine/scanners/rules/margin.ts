import type { RuleUnit } from '../../../../shared/rules/checked-rule.ts';

/** Units whose distance says something as it is; of others it is a share of the threshold. */
const OWN_MEASURE: readonly RuleUnit[] = ['percent', 'count', 'minutes'];

/** How far a measure is from its threshold: positive where the condition holds; null where that says nothing. */
export function marginBetween(
  unit: RuleUnit,
  truth: boolean,
  value: number,
  threshold: number,
): number | null {
  const distance = Math.abs(value - threshold) * (truth ? 1 : -1);
  if (OWN_MEASURE.includes(unit)) return distance;
  return threshold === 0 ? null : distance / Math.abs(threshold);
}
