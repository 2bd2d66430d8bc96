import type { RuleUnit } from './checked-rule.ts';
import type { ArithmeticOperator } from './syntax.ts';

/** How a unit is spoken of: `a price`. */
export const UNIT_WORDS: Readonly<Record<RuleUnit, string>> = {
  price: 'a price',
  percent: 'a percentage',
  volume: 'a volume',
  count: 'a count',
  ratio: 'a ratio',
  minutes: 'a time in minutes',
  number: 'a number',
};

/** The unit in which two values can be compared, added or taken as the larger of; undefined where they cannot. */
export function commonUnit(left: RuleUnit, right: RuleUnit): RuleUnit | undefined {
  if (left === right || right === 'number') return left;
  return left === 'number' ? right : undefined;
}

/** The unit of what arithmetic gives; undefined where it makes no sense. */
export function arithmeticUnit(
  operator: ArithmeticOperator,
  left: RuleUnit,
  right: RuleUnit,
): RuleUnit | undefined {
  if (operator === '*') return productUnit(left, right);
  if (operator === '/') return quotientUnit(left, right);
  return commonUnit(left, right);
}

/** A pure number or a ratio leaves a unit as it is; price times volume is money, which has no unit of its own. */
function productUnit(left: RuleUnit, right: RuleUnit): RuleUnit | undefined {
  if (left === 'number' || (left === 'ratio' && right !== 'number')) return right;
  if (right === 'number' || right === 'ratio') return left;
  // Whole percents: a price times 3 % would be three times the price.
  if (left === 'percent' || right === 'percent') return undefined;
  return 'number';
}

function quotientUnit(left: RuleUnit, right: RuleUnit): RuleUnit | undefined {
  if (right === 'number' || right === 'ratio') return left;
  if (left === right) return 'ratio';
  if (left === 'percent' || right === 'percent') return left === 'number' ? 'number' : undefined;
  return 'number';
}
