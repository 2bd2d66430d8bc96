/** A finite number as a rule writes it: `1_000_000`, `0.0000001`, never with an exponent. Reads back as the same number. */
export function decimal(value: number): string {
  const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + grouped(exponent === undefined ? mantissa : shifted(mantissa, Number(exponent)));
}

/** The digits of `mantissa` with its point moved to the right, or to the left where `by` is negative. */
function shifted(mantissa: string, by: number): string {
  const [whole = '', fraction = ''] = mantissa.split('.');
  if (by < 0) return `0.${'0'.repeat(-by - 1)}${whole}${fraction}`;
  return whole + fraction.padEnd(by, '0');
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  // Four digits are read as they are.
  const parts = whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/gu, '_') : whole;
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}
