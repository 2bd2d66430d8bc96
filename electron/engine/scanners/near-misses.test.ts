import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { EvidenceCondition, EvidenceNode, Truth } from '../../../shared/rules/evidence.ts';
import { nearestMisses } from './near-misses.ts';

function condition(truth: Truth, value: number, threshold = 100): EvidenceCondition {
  const words = { text: 'close > 100', needs: '> 100', unit: 'price' as const };
  return {
    kind: 'condition',
    truth,
    value,
    threshold,
    margin: null,
    unknownBecause: null,
    parts: [],
    ...words,
  };
}

const yes = condition(true, 110);
const no = (value: number): EvidenceCondition => condition(false, value);
const unknown = condition(null, Number.NaN);
const all = (truth: Truth, ...of: EvidenceNode[]): EvidenceNode => ({ kind: 'all', truth, of });
const any = (truth: Truth, ...of: EvidenceNode[]): EvidenceNode => ({ kind: 'any', truth, of });

function missesOf(trees: Readonly<Record<string, EvidenceNode>>): (string | number | null)[][] {
  const explanations = Object.entries(trees).map(([symbol, tree]) => ({
    ...{ symbol: symbolId(symbol), time: epochMs(0), tree, bars: [] },
  }));
  return nearestMisses(explanations, 10).map(({ symbol, condition: { value } }) => [symbol, value]);
}

it('are those that one condition keeps away, the nearest first', () => {
  const trees = { A: all(false, yes, no(90)), B: all(false, no(99), yes), C: all(false, yes, no(99.5)) };
  expect(missesOf(trees)).toEqual([
    ['C', 99.5],
    ['B', 99],
    ['A', 90],
  ]);
});

it('leave out hits, symbols that two conditions keep away, and what is unknown', () => {
  expect(
    missesOf({
      A: all(true, yes, yes),
      B: all(false, no(99), no(99)),
      C: all(null, yes, unknown),
      D: all(false, no(99), unknown),
    }),
  ).toEqual([]);
});

it('take the nearest of alternatives', () => {
  expect(missesOf({ A: all(false, yes, any(false, no(50), no(98))) })).toEqual([['A', 98]]);
});
