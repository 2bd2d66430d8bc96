import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import type { ScanMatch } from './contract.ts';
import { decidePromotions, type PromotionBounds } from './promotion-policy.ts';

const BOUNDS: PromotionBounds = { auto: true, max_promoted: 50, max_per_scan: 5, rank_by: 'gap_percent' };

const match = (symbol: string, gap: number): ScanMatch => ({
  symbol: symbolId(symbol),
  metadata: { gap_percent: gap, price: 100 - gap },
});

function decide(matches: readonly ScanMatch[], promoted = 0, bounds: Partial<PromotionBounds> = {}) {
  const requested = new Set(matches.map(({ symbol }) => symbol));
  const { promote, heldBack } = decidePromotions(requested, matches, promoted, { ...BOUNDS, ...bounds });
  return { promote, heldBack: Object.fromEntries(heldBack) };
}

describe('promotion by a scan', () => {
  const matches = [match('AAA', 2), match('BBB', -7), match('CCC', 3), match('DDD', 3)];

  it('takes the largest absolute figure first, and the alphabet where they are equal', () => {
    expect(decide(matches).promote).toEqual(['BBB', 'CCC', 'DDD', 'AAA']);
    expect(decide([...matches].reverse()).promote).toEqual(['BBB', 'CCC', 'DDD', 'AAA']);
    expect(decide(matches, 0, { rank_by: 'price' }).promote).toEqual(['BBB', 'AAA', 'CCC', 'DDD']);
  });

  it('holds back what exceeds a bound, and names the bound', () => {
    expect(decide(matches, 0, { max_per_scan: 2 })).toEqual({
      promote: ['BBB', 'CCC'],
      heldBack: { DDD: 'max_per_scan', AAA: 'max_per_scan' },
    });
    expect(decide(matches, 49)).toEqual({
      promote: ['BBB'],
      heldBack: { CCC: 'max_promoted', DDD: 'max_promoted', AAA: 'max_promoted' },
    });
    expect(decide(matches, 80).promote).toEqual([]);
    expect(decide(matches, 0, { auto: false }).heldBack).toMatchObject({ AAA: 'auto', BBB: 'auto' });
  });

  it('ranks last what has no figure to rank by', () => {
    const odd = [match('AAA', Number.NaN), { symbol: symbolId('ZZZ'), metadata: {} }, match('MMM', 0)];
    expect(decide(odd).promote).toEqual(['MMM', 'AAA', 'ZZZ']);
    expect(decide([...odd].reverse()).promote).toEqual(['MMM', 'AAA', 'ZZZ']);
  });

  it('never exceeds a bound, forgets nobody and does not depend on the order of matches', () => {
    const symbol = fc.integer({ min: 0, max: 30 }).map((number) => symbolId(`S${number}`));
    const figure = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.double(),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
    );
    const scan = fc.uniqueArray(fc.record({ symbol, figure }), { selector: (each) => each.symbol });
    const bounds = fc.record({
      auto: fc.boolean(),
      max_promoted: fc.nat(12),
      max_per_scan: fc.nat(8),
      rank_by: fc.constant('gap_percent'),
    });
    fc.assert(
      fc.property(scan, bounds, fc.nat(12), (found, limits, promoted) => {
        const all = found.map((each) => match(each.symbol, each.figure));
        const { promote, heldBack } = decide(all, promoted, limits);
        const most = limits.auto
          ? Math.min(limits.max_per_scan, Math.max(0, limits.max_promoted - promoted))
          : 0;
        expect(promote).toHaveLength(Math.min(most, all.length));
        const held: SymbolId[] = Object.keys(heldBack).map(symbolId);
        expect([...promote, ...held].sort()).toEqual(all.map((each) => each.symbol).sort());
        const strength = (each: SymbolId): number => {
          const value = Math.abs(all.find(({ symbol: own }) => own === each)?.metadata.gap_percent ?? 0);
          return Number.isNaN(value) ? -1 : value;
        };
        const weakest = Math.min(...promote.map(strength));
        for (const each of held) expect(strength(each)).toBeLessThanOrEqual(weakest);
        expect(decide([...all].reverse(), promoted, limits).promote).toEqual(promote);
      }),
    );
  });
});
