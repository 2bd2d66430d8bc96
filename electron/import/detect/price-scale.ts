import type { Detected } from './findings.ts';

const OPTIONS = [
  { value: '1', label: 'As written' },
  { value: '10000', label: 'Ten thousandths: 1013800 is 101.38 (LEAN)' },
  { value: '100', label: 'Hundredths: 10138 is 101.38' },
];
const MOST = 0.95;

/** In which unit prices are: LEAN's files have whole numbers of ten thousandths. */
export function detectPriceScale(prices: readonly Float64Array[]): Detected {
  const values = prices.flatMap((column) => [...column].filter((value) => value > 0));
  const found = (value: string, confidence: Detected['confidence'], why: string): Detected => ({
    value,
    confidence,
    why,
    options: OPTIONS,
  });
  const fraction = values.find((value) => !Number.isInteger(value));
  if (values.length === 0) return found('1', 'ambiguous', 'There are no prices to tell it by.');
  if (fraction !== undefined) return found('1', 'certain', `There are fractions, as ${fraction}.`);
  const typical = values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const cents = values.filter((value) => value % 100 === 0).length / values.length;
  if (typical >= 10_000 && cents >= MOST) {
    return found(
      '10000',
      'likely',
      `All prices are whole numbers that end in 00, as ${values[0]}: ten thousandths of a dollar in LEAN's files.`,
    );
  }
  if (typical >= 1_000) {
    return found(
      '1',
      'ambiguous',
      `All prices are whole numbers, as ${values[0]}: they may be dollars, cents or ten thousandths.`,
    );
  }
  return found('1', 'likely', `All prices are whole numbers, as ${values[0]}.`);
}
