import { MISSING } from './numbers.ts';

const MINUS = '−';
const two = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `+1,246.00`, `−9.00`, `0.00`: dollars gained or lost, `—` where unknown. */
export function formatProfit(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const digits = two.format(Math.abs(value));
  if (digits === '0.00') return digits;
  return `${value > 0 ? '+' : MINUS}${digits}`;
}

/** `36,160.00`, `−120.00`: an amount of dollars, `—` where unknown. */
export function formatAmount(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const digits = two.format(Math.abs(value));
  return value < 0 && digits !== '0.00' ? `${MINUS}${digits}` : digits;
}

/** Class of a figure that was gained or lost; none where it is nothing or unknown. */
export function profitClass(value: number): string {
  if (!(Math.abs(value) >= 0.005)) return '';
  return value > 0 ? 'cell-up' : 'cell-down';
}
