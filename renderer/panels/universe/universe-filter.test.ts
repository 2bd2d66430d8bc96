import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { filterWords } from '../../format/words.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { filterCounts, matchesWords } from './universe-filter.ts';

const row = (symbol: string, changed: Partial<SymbolRow> = {}): SymbolRow => ({
  index: 0,
  symbol: symbolId(symbol),
  sector: null,
  state: 'screening',
  flags: 0,
  holders: 0,
  last: 10,
  changePercent: 0,
  volume: 0,
  hits: 0,
  lastHit: Number.NaN,
  lastBarEnd: 0,
  relativeVolume: Number.NaN,
  loaded: Number.NaN,
  source: 'us-equities-2013',
  ...changed,
});

const ROWS = [
  row('AA', { sector: 'Materials' }),
  row('AAPL', { sector: 'Information Technology', state: 'promoted', flags: SYMBOL_FLAG.locked, hits: 2 }),
  row('XOM', { sector: 'Energy', flags: SYMBOL_FLAG.stale }),
  row('CVX', { sector: 'Energy', state: 'error', hits: 1 }),
];
const found = (text: string) =>
  ROWS.filter((each) => matchesWords(each, filterWords(text))).map(({ symbol }) => symbol);

describe('the filter line of the universe', () => {
  it.each([
    ['', ['AA', 'AAPL', 'XOM', 'CVX']],
    ['aa', ['AA', 'AAPL']],
    ['AAP', ['AAPL']],
    ['ener', ['XOM', 'CVX']],
    ['energy stale', ['XOM']],
    ['technology', ['AAPL']],
    ['locked', ['AAPL']],
    ['promoted', ['AAPL']],
    ['error', ['CVX']],
    ['2013', ['AA', 'AAPL', 'XOM', 'CVX']],
    ['zz', []],
  ])('%j finds %j', (text, symbols) => expect(found(text)).toEqual(symbols));

  it('does not find symbols that only contain the word', () => expect(found('apl')).toEqual([]));
});

describe('the tabs of the universe', () => {
  it('count what they would show', () =>
    expect(filterCounts(ROWS)).toEqual({ all: 4, hits: 2, promoted: 1, locked: 1, issues: 2 }));
});
