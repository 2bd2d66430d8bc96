import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOf, ruleNumber, tickWords, valueWords } from './measured.ts';

describe('a measured value', () => {
  it.each([
    [1.0764, 'ratio', '1.076'],
    [-0.123, 'percent', '−0.12 %'],
    [3, 'percent', '3.00 %'],
    [502_300, 'volume', '502k'],
    [14, 'count', '14'],
    [65.23, 'number', '65.2'],
    [null, 'price', '—'],
  ] as const)('%s in %s is %s', (value, unit, words) => {
    expect(valueWords(value, unit)).toBe(words);
  });
});

describe('a number of the axis', () => {
  it('has the places of its step', () => {
    expect(tickWords(1, 0.02, 'ratio')).toBe('1.00');
    expect(tickWords(-4, 2, 'percent')).toBe('−4 %');
    expect(tickWords(2_500_000, 500_000, 'volume')).toBe('2.50M');
  });
});

describe('a number that goes into the text', () => {
  it('is grouped and short', () => {
    expect(ruleNumber(1_250_000, 50_000)).toBe('1_250_000');
    expect(ruleNumber(1.017, 0.001)).toBe('1.017');
    expect(ruleNumber(-3.5, 0.5)).toBe('-3.5');
    expect(ruleNumber(-0.0001, 0.01)).toBe('0.00');
  });

  it('is the value on the raster of its step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5_000, max: 5_000 }),
        fc.constantFrom(0.001, 0.02, 0.5, 1, 200),
        (n, step) => {
          const value = n * step;
          return Math.abs(Number(ruleNumber(value, step).replaceAll('_', '')) - value) < step * 1e-3;
        },
      ),
    );
  });

  it('needs as many places as the step', () => {
    expect([1, 0.5, 0.02, 0.005, 50].map(placesOf)).toEqual([0, 1, 2, 3, 0]);
  });
});
