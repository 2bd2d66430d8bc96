import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { mutedOf, passesHits, quietTimeOf } from './hits-filter.ts';
import type { HitRow } from './repeats.ts';

const row = (symbol: string, scanner: string, gap: number, heldBack?: Hit['heldBack']): HitRow => {
  const hit: Hit = {
    time: epochMs(0),
    symbol: symbolId(symbol),
    scanner,
    first: true,
    version: 1,
    metadata: { gap_percent: gap },
    ...(heldBack !== undefined && { heldBack }),
  };
  return { index: 0, hit, newest: hit, count: 1, isWhole: true };
};
const ROWS = [
  row('AA', 'above_2', 3),
  row('AAPL', 'below_2', -3, 'max_per_scan'),
  row('XOM', 'Gap over SMA20', 4),
];
const found = (words: string[], muted: string[] = []) =>
  ROWS.filter((each) => passesHits(each, words, new Set(muted))).map(({ hit }) => hit.symbol);

describe('the filter line of the hits', () => {
  it.each([
    [[], ['AA', 'AAPL', 'XOM']],
    [['aa'], ['AA', 'AAPL']],
    [['above'], ['AA']],
    [['below_2'], ['AAPL']],
    [['sma20'], ['XOM']],
    [['short'], ['AAPL']],
    [['held'], ['AAPL']],
    [['aa', 'long'], ['AA']],
    [['zz'], []],
  ])('%j finds %j', (words, symbols) => expect(found(words)).toEqual(symbols));

  it('never shows a muted scanner', () => {
    expect(found([], ['above_2'])).toEqual(['AAPL', 'XOM']);
    expect(found(['aa'], ['above_2'])).toEqual(['AAPL']);
  });
});

describe('what a layout kept', () => {
  it('is the quiet time, or the session where it is none', () => {
    expect(quietTimeOf(60)).toBe(60);
    expect(quietTimeOf(0)).toBe(0);
    for (const saved of [undefined, 7, '60', null]) expect(quietTimeOf(saved)).toBe('session');
  });

  it('is the muted scanners, or none', () => {
    expect([...mutedOf(['above_2', 7, null])]).toEqual(['above_2']);
    expect([...mutedOf('above_2')]).toEqual([]);
    expect([...mutedOf(undefined)]).toEqual([]);
  });
});
