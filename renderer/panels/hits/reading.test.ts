import { describe, expect, it } from 'vitest';
import type { ScannerRule } from '../../stores/scanner-rules.ts';
import {
  heldBackSentence,
  heldBackWord,
  hitReason,
  hitSide,
  hitStrength,
  meterFill,
  sincePercent,
} from './reading.ts';

const ABOVE: ScannerRule = { name: 'above_2', kind: 'gap', enabled: true, percent: 2, side: null };
const hit = (price: number, sma: number) => ({
  metadata: { gap_percent: (price / sma - 1) * 100, price, sma },
});

describe('the side of a hit', () => {
  it.each([
    [hit(103, 100), 'long'],
    [hit(97, 100), 'short'],
    [{ metadata: {} }, null],
    [{ metadata: { rvol: 3 } }, null],
  ] as const)('of %j is %s', (seen, side) => expect(hitSide(seen)).toBe(side));

  it('is what the scanner is set to', () => {
    expect(hitSide(hit(103, 100), { ...ABOVE, side: 'short' })).toBe('short');
  });
});

describe('the strength of a hit', () => {
  it('is how many times the threshold the price stands from the average', () => {
    expect(hitStrength(hit(102, 100), { ...ABOVE, percent: 2 })).toBeCloseTo(1, 9);
    expect(hitStrength(hit(105, 100), ABOVE)).toBeCloseTo(2.5, 9);
    expect(hitStrength(hit(95, 100), ABOVE)).toBeCloseTo(2.5, 9);
  });

  it('is unknown without the threshold, the figure, or where the figure does not pass', () => {
    expect(hitStrength(hit(105, 100), undefined)).toBeNaN();
    expect(hitStrength(hit(105, 100), { ...ABOVE, percent: null })).toBeNaN();
    expect(hitStrength({ metadata: {} }, ABOVE)).toBeNaN();
    expect(hitStrength(hit(101, 100), ABOVE)).toBeNaN();
  });

  it('of a rule is how far its closest condition is past its threshold', () => {
    const rule = { ...ABOVE, kind: 'rule', percent: null };
    expect(hitStrength({ metadata: {}, strength: 0.5 }, rule)).toBe(1.5);
  });

  it.each([
    [1, 0],
    [2, 0.5],
    [3, 1],
    [30, 1],
    [Number.NaN, 0],
  ])('%d fills %d of its meter', (strength, fill) => expect(meterFill(strength)).toBe(fill));
});

describe('the change since a hit', () => {
  it('is counted from the price of the hit', () => expect(sincePercent(hit(100, 95), 101)).toBeCloseTo(1, 9));
  it('is unknown without both prices', () => {
    expect(sincePercent({ metadata: {} }, 101)).toBeNaN();
    expect(sincePercent(hit(100, 95), Number.NaN)).toBeNaN();
    expect(sincePercent({ metadata: { price: 0 } }, 101)).toBeNaN();
  });
});

describe('why a hit was one', () => {
  it.each([
    [hit(181.11, 176.5), ABOVE, 'gap +2.61 %: 181.11 ≥ SMA20 176.50 + 2 %'],
    [hit(95, 100), ABOVE, 'gap −5.00 %: 95.00 ≤ SMA20 100.00 − 2 %'],
    [hit(181.11, 176.5), undefined, 'gap +2.61 %: 181.11, SMA20 176.50'],
    [{ metadata: { rel_volume: 3.456, rsi: 71 } }, undefined, 'rel volume 3.46 · rsi 71.00'],
    [{ metadata: {} }, ABOVE, ''],
  ])('%j by %j reads %j', (seen, rule, words) => expect(hitReason(seen, rule)).toBe(words));
});

describe('what held a hit back', () => {
  const bounds = { maxPromoted: 50, maxPerScan: 5 };
  const unknown = { maxPromoted: null, maxPerScan: null };

  it.each([
    ['auto', 'By hand only'],
    ['max_promoted', 'Total limit 50'],
    ['max_per_scan', 'Scan limit 5'],
  ] as const)('%s is called %s', (bound, words) => expect(heldBackWord(bound, bounds)).toBe(words));

  it('has no figure where the config is not known', () =>
    expect(heldBackWord('max_promoted', unknown)).toBe('Total limit'));

  it('says which bound and the way out', () => {
    for (const bound of ['auto', 'max_promoted', 'max_per_scan'] as const) {
      expect(heldBackSentence(bound, bounds)).toMatch(new RegExp(`\\(${bound}.*\\)\\. Promote it by hand`));
    }
  });
});
