import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatPercent,
  formatPrice,
  formatRatio,
  formatTimes,
  formatVolume,
  MISSING,
} from './numbers.ts';

describe('numbers', () => {
  it('never shows a missing value as a number', () => {
    for (const format of [formatPrice, formatPercent, formatRatio, formatVolume]) {
      expect(format(Number.NaN)).toBe(MISSING);
      expect(format(undefined)).toBe(MISSING);
      expect(format(Number.POSITIVE_INFINITY)).toBe(MISSING);
    }
  });

  it.each([
    [181.11, '181.11'],
    [1_234.5, '1,234.50'],
    [0.1234, '0.1234'],
    [0, '0.00'],
    [-2.5, '−2.50'],
  ])('shows the price %d as %s', (value, text) => expect(formatPrice(value)).toBe(text));

  it.each([
    [1.27, '+1.27 %'],
    [-0.36, '−0.36 %'],
    [0.001, '0.00 %'],
    [-0.001, '0.00 %'],
    [10.085, '+10.09 %'],
  ])('shows %d percent as %s, with a sign unless it rounds to zero', (value, text) =>
    expect(formatPercent(value)).toBe(text),
  );

  it.each([
    [0, '0'],
    [412, '412'],
    [766_000, '766k'],
    [3_000, '3.0k'],
    [999_600, '1.00M'],
    [1_240_000, '1.24M'],
    [12_900_000, '12.9M'],
    [178_000_000, '178M'],
    [1_240_000_000, '1.24B'],
  ])('shows the volume %d as %s', (value, text) => expect(formatVolume(value)).toBe(text));

  it('shows a ratio with two decimals', () => expect(formatRatio(2.566)).toBe('2.57'));

  it('shows how many times', () => {
    expect(formatTimes(1.31)).toBe('1.3×');
    expect(formatTimes(Number.NaN)).toBe(MISSING);
  });

  it('groups counts', () => expect(formatCount(178_210)).toBe('178,210'));
});
