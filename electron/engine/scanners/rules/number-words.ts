import type { RuleUnit } from '../../../../shared/rules/checked-rule.ts';

const STEPS = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** A number with its unit, as traders write it: `47.88`, `3.2 %`, `1.25M`. */
export function numberWords(value: number, unit: RuleUnit): string {
  if (unit === 'volume') return shortened(value);
  if (unit === 'percent') return `${plain(value, 2)} %`;
  if (unit === 'minutes') return `${plain(value, 2)} min`;
  // Cheap shares are traded in parts of a cent.
  if (unit === 'price') return Math.abs(value) < 1 ? plain(value, 4) : value.toFixed(2);
  return plain(value, 4);
}

function shortened(value: number): string {
  for (const [step, letter] of STEPS) {
    if (Math.abs(value) >= step) return `${plain(value / step, 2)}${letter}`;
  }
  return plain(value, 0);
}

/** At most so many digits after the point, without zeros at the end. */
function plain(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
