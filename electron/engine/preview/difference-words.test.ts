import { describe, expect, it } from 'vitest';
import type { EvidenceCondition, EvidenceNode, Truth } from '../../../shared/rules/evidence.ts';
import { differenceWords } from './difference-words.ts';

function condition(
  text: string,
  truth: Truth,
  seen: Partial<
    Pick<EvidenceCondition, 'value' | 'threshold' | 'needs' | 'unit' | 'margin' | 'unknownBecause'>
  > = {},
): EvidenceCondition {
  return {
    ...{ kind: 'condition', text, truth, value: null, threshold: null, needs: '', unit: 'number' },
    ...{ margin: null, unknownBecause: null, parts: [] },
    ...seen,
  };
}

const volume = condition('volume(1d) > 1_000_000', false, {
  ...{ value: 502_000, threshold: 1e6, needs: '> 1,000,000', unit: 'volume', margin: -0.498 },
});
const price = condition('close >= sma(20, 1d) * 1.02', false, {
  ...{ value: 47.88, threshold: 48.12, needs: '>= 48.12', unit: 'price', margin: -0.005 },
});
const yes = condition('close > 5', true, { value: 47.88, threshold: 5, needs: '> 5', unit: 'price' });

function group(kind: 'all' | 'any' | 'not', truth: Truth, ...of: readonly EvidenceNode[]): EvidenceNode {
  return { kind, truth, of };
}

describe('why one scanner did not hit what the other did', () => {
  it('is the first condition of its "and" that was not met, with what it measured', () => {
    const tree = group('all', false, yes, volume, price);
    expect(differenceWords(tree, 'saved')).toBe('volume(1d) 502k, was below 1M');
    expect(differenceWords(tree, 'draft')).toBe('volume(1d) 502k, now below 1M');
    expect(differenceWords(price, 'draft')).toBe('close 47.88, now below 48.12');
  });

  it('is the nearest one of an "or"', () => {
    const tree = group('all', false, yes, group('any', false, volume, price));
    expect(differenceWords(tree, 'saved')).toBe('close 47.88, was below 48.12');
  });

  it('is what stands behind a "not"', () => {
    const either = group('any', true, volume, yes);
    expect(differenceWords(group('not', false, either), 'saved')).toBe('close > 5, which it must not');
    expect(differenceWords(group('not', false, group('all', true, yes)), 'saved')).toBe(
      'close > 5, which it must not',
    );
  });

  it('says what was unknown, and what cannot be put in numbers', () => {
    const rsi = condition('rsi(14, 5m) > 70', null, { unknownBecause: 'rsi_14_5m is not ready' });
    expect(differenceWords(group('all', null, yes, rsi), 'saved')).toBe(
      'rsi(14, 5m) > 70 was unknown: rsi_14_5m is not ready',
    );
    const sector = condition('sector in ("Energy")', false, { needs: 'in Energy' });
    expect(differenceWords(sector, 'draft')).toBe('sector in ("Energy") now not so');
  });

  it('does not say that a number misses itself where rounding made them equal', () => {
    const near = { ...price, value: 48.119, threshold: 48.12, margin: -0.00002 };
    expect(differenceWords(near, 'saved')).toBe('close 48.12, was just below 48.12');
  });

  it('says that a number is only as large as what it had to exceed', () => {
    const same = { ...volume, value: 1e6, margin: 0 };
    expect(differenceWords(same, 'saved')).toBe('volume(1d) 1M, was not above 1M');
  });

  it('is that it did not report where it matched', () => {
    expect(differenceWords(group('all', true, yes), 'saved')).toBe('matched too, but did not report it then');
  });
});
