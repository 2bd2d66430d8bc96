import type { RuleUnit } from '../../shared/rules/checked-rule.ts';
import { formatCount, formatPrice, formatVolume, MISSING } from './numbers.ts';

/** A measured value in its unit, as a cell or a sentence shows it; `—` where unknown. */
export function valueWords(value: number | null, unit: RuleUnit): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  switch (unit) {
    case 'price':
      return formatPrice(value);
    case 'percent':
      return `${signed(value.toFixed(2))} %`;
    case 'volume':
      return formatVolume(value);
    case 'count':
    case 'minutes':
      return Number.isInteger(value) ? formatCount(value).replace('-', '−') : signed(value.toFixed(1));
    case 'ratio':
      return signed(value.toFixed(Math.abs(value) < 10 ? 3 : 1));
    case 'number':
      return signed(value.toFixed(Math.abs(value) < 10 ? 2 : 1));
  }
}

/** A number of the axis: no more places than its step has. */
export function tickWords(value: number, step: number, unit: RuleUnit): string {
  if (unit === 'volume') return formatVolume(value);
  const places = placesOf(step);
  const digits = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return `${value < 0 ? '−' : ''}${digits}${unit === 'percent' ? ' %' : ''}`;
}

/** A number as a rule spells it: thousands by `_`, no more places than its step has. */
export function ruleNumber(value: number, step: number): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(placesOf(step)).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '_') : whole;
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && Number(digits.replaceAll('_', '')) !== 0 ? `-${digits}` : digits;
}

/** Places after the point that a step needs: 2 of 0.05. */
export function placesOf(step: number): number {
  let places = 0;
  while (places < 6 && Math.abs(Math.round(step * 10 ** places) / 10 ** places - step) > step * 1e-6)
    places += 1;
  return places;
}

function signed(text: string): string {
  return text.replace('-', '−');
}

/** `>= 1.2` as `≥ 1.2`: records and rules have what every keyboard can write, figures in the window have the signs. */
export function comparisonSigns(words: string): string {
  return words.replaceAll('>= ', '≥ ').replaceAll('<= ', '≤ ').replaceAll('!= ', '≠ ');
}
