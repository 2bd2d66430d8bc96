/** Shown where there is no value; never 0. */
export const MISSING = '—';

const MINUS = '−';
const two = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const four = new Intl.NumberFormat('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `181.11`; four decimals below one dollar; `—` where unknown. */
export function formatPrice(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  return withMinus((Math.abs(value) < 1 && value !== 0 ? four : two).format(value));
}

/** `+1.27 %` from 1.27: always with a sign, none for a value that rounds to zero. */
export function formatPercent(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  const digits = two.format(Math.abs(value));
  if (digits === '0.00') return '0.00 %';
  return `${value > 0 ? '+' : MINUS}${digits} %`;
}

/** `2.57` of a ratio; `—` where unknown. */
export function formatRatio(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? MISSING : withMinus(two.format(value));
}

/** `1.3×`, how many times something; `—` where unknown. */
export function formatTimes(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(1)}×` : MISSING;
}

const SCALES = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Three significant figures: `1.24M`, `12.9M`, `766k`, `412`. */
export function formatVolume(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  for (const [scale, letter] of SCALES) {
    // A value that would round up to 1000 of the smaller unit belongs to this one.
    if (value >= scale * 0.9995) return `${threeFigures(value / scale, letter === 'k')}${letter}`;
  }
  return whole.format(value);
}

function threeFigures(value: number, wholeAbove100: boolean): string {
  if (value >= 99.95) return value.toFixed(0);
  if (value >= 9.995) return value.toFixed(1);
  return wholeAbove100 ? value.toFixed(1) : value.toFixed(2);
}

/** `178,210`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}
