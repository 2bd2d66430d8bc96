import { describe, expect, it } from 'vitest';
import { fittedSpacing, freeBars, priceFormat, priceMargins } from './chart-options.ts';

describe('priceMargins', () => {
  it('leaves a sixth above the bars of a high chart', () => {
    expect(priceMargins(600, 70)).toEqual({ top: 0.16, bottom: 0.18 });
  });

  it('puts the bars of a low chart below the words over it', () => {
    expect(priceMargins(240, 72)).toEqual({ top: 0.33, bottom: 0.22 });
  });

  it('leaves the bars a quarter at least', () => {
    expect(priceMargins(100, 90)).toEqual({ top: 0.45, bottom: 0.3 });
  });
});

describe('freeBars', () => {
  it('is a share of the plot, within bounds', () => {
    expect([300, 600, 2_000].map((width) => freeBars(width, 6))).toEqual([8, 16, 25]);
    expect(freeBars(100, 6)).toBe(6);
  });
});

describe('fittedSpacing', () => {
  it('widens few bars until they fill the plot with the free room beside them', () => {
    expect(fittedSpacing(800, 30)).toBe(22);
    expect(fittedSpacing(800, 60)).toBe(11);
  });

  it('stays between the usual width and that of a block', () => {
    expect(fittedSpacing(800, 1_000)).toBe(6);
    expect(fittedSpacing(800, 3)).toBe(28);
    expect(fittedSpacing(800, 0)).toBe(6);
  });
});

describe('priceFormat', () => {
  it('has four decimals below one dollar', () => {
    expect(priceFormat(181.11)).toMatchObject({ precision: 2, minMove: 0.01 });
    expect(priceFormat(0.42)).toMatchObject({ precision: 4, minMove: 0.0001 });
  });
});
