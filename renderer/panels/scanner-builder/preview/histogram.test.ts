import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonOperator } from '../../../../shared/rules/syntax.ts';
import { histogramOf, keyStep, onRaster, passing, roundStep } from './histogram.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const values = fc
  .array(finite, { minLength: 1, maxLength: 300 })
  .map((given) => Float64Array.from(given).sort());
const operators = fc.constantFrom<ComparisonOperator>('>', '>=', '<', '<=', '=', '!=');

describe('a histogram', () => {
  it('has every symbol once: in a bar, or outside the range', () => {
    fc.assert(
      fc.property(values, finite, (given, threshold) => {
        const made = histogramOf(given, [threshold]);
        const inside = made?.counts.reduce((sum, each) => sum + each, 0) ?? 0;
        return inside + (made?.outside ?? 0) === given.length;
      }),
    );
  });

  it('shows every threshold inside its range', () => {
    fc.assert(
      fc.property(values, finite, finite, (given, draft, saved) => {
        const made = histogramOf(given, [draft, saved]);
        return made === undefined || [draft, saved].every((each) => each >= made.from && each <= made.to);
      }),
    );
  });

  it('leaves one percent at each end outside, so that an extreme does not squeeze the rest', () => {
    const given = Float64Array.from({ length: 400 }, (_, index) => (index === 399 ? 1e6 : index / 100));
    const made = histogramOf(given, [2]);
    expect(made?.outside).toBeGreaterThan(0);
    expect(made?.to).toBeLessThan(10);
  });

  it('shows the one gap that passes, though it stands alone beyond the bulk', () => {
    const gaps = Float64Array.from({ length: 500 }, (_, index) =>
      index === 499 ? 6.25 : -1.2 + index / 200,
    );
    const made = histogramOf(gaps, [3]);
    expect(made?.outside).toBe(0);
    expect(made?.counts.at(-2)).toBe(1);
  });

  it('has round widths and ends', () => {
    const given = Float64Array.from({ length: 200 }, (_, index) => 0.9 + index * 0.001);
    expect(histogramOf(given, [1.017])).toMatchObject({ width: 0.005 });
  });

  it('is none where nothing is known and no threshold is a number', () => {
    expect(histogramOf(new Float64Array(), [Number.NaN])).toBeUndefined();
  });
});

describe('a threshold', () => {
  it('counts what passes as the comparison itself does', () => {
    const compared = {
      '>': (a: number, b: number) => a > b,
      '>=': (a: number, b: number) => a >= b,
      '<': (a: number, b: number) => a < b,
      '<=': (a: number, b: number) => a <= b,
      '=': (a: number, b: number) => a === b,
      '!=': (a: number, b: number) => a !== b,
    };
    fc.assert(
      fc.property(values, operators, fc.nat(400), finite, (given, operator, place, other) => {
        const threshold = given[place] ?? other;
        const expected = given.filter((each) => compared[operator](each, threshold)).length;
        return passing(given, operator, threshold) === expected;
      }),
    );
  });

  it('moves on a raster without binary dust', () => {
    expect(onRaster(0.1 + 0.2, 0.01)).toBe(0.3);
    expect(roundStep(0.0031)).toBe(0.005);
    const made = histogramOf(
      Float64Array.from({ length: 99 }, (_, index) => index),
      [50],
    );
    expect(made === undefined ? 0 : keyStep(made)).toBe(0.5);
  });
});
