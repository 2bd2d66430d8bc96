import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberReader, type NumberStyle } from './numbers.ts';

const read = (
  text: string,
  decimal: NumberStyle['decimal'] = '.',
  thousands: NumberStyle['thousands'] = '',
): number => {
  const bytes = Buffer.from(text);
  return new NumberReader({ decimal, thousands }).read(bytes, 0, bytes.length);
};

describe('numbers', () => {
  it('are rounded as the language rounds them, whatever their digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(String(value))).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
    expect(read('0.1234567890123456789')).toBe(Number('0.1234567890123456789'));
  });

  it('may have commas, points, spaces and apostrophes between thousands, three digits each', () => {
    expect(read('1,234,567.5', '.', ',')).toBe(1_234_567.5);
    expect(read('1.234.567,5', ',', '.')).toBe(1_234_567.5);
    expect(read('1\u00a0234\u202f567,5', ',', ' ')).toBe(1_234_567.5);
    expect(read("1'234'567.5", '.', "'")).toBe(1_234_567.5);
    for (const [text, thousands] of [
      ['1,23', ','],
      ['12,34,567', ','],
      ['1,2345', ','],
    ] as const) {
      expect(read(text, '.', thousands)).toBeNaN();
    }
  });

  it('are not guessed at: a mark that the style does not have makes it none', () => {
    expect(read('1,5')).toBeNaN();
    expect(read('1.5', ',')).toBeNaN();
    expect(read('1,234', '.')).toBeNaN();
  });

  it('may have a currency, a suffix, brackets for below zero', () => {
    expect(
      ['$10.5', '€10.5', '10.5 USD', '+10.5', '(10.5)', '1.1M', '2K', '1.5B'].map((text) => read(text)),
    ).toEqual([10.5, 10.5, 10.5, 10.5, -10.5, 1_100_000, 2_000, 1_500_000_000]);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    'NaN',
    'null',
    'Infinity',
    '1e',
    '0x10',
    '1_000',
    '10%',
    '1 2',
    '--1',
    '9'.repeat(70),
  ])('"%s" is none', (text) => {
    expect(read(text)).toBeNaN();
  });
});
