import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import type { UniverseState } from '../../../shared/session/universe.ts';
import { draftOf, type Readings, watchedOf } from './draft.ts';

const STATE: UniverseState = {
  universe: {
    index: 'sp500',
    lists: ['tech'],
    symbols: [symbolId('BRK.B')],
    exclude_lists: ['not today'],
    exclude: [symbolId('IBM')],
  },
  lists: [
    { name: 'tech', symbols: [symbolId('AAPL'), symbolId('MSFT')] },
    { name: 'not today', symbols: [symbolId('AMD')] },
    { name: 'ideas', symbols: [] },
  ],
  watched: 500,
  index: { title: 'S&P 500', symbols: 503, asOf: '2026-08-08' },
  sources: [],
};

/** Every word of the text is known, but for those of `unknown`. */
function reading(text: string, unknown: readonly string[] = []): [string, SymbolsRead] {
  const words = text.split(', ').filter((word) => word !== '' && !unknown.includes(word));
  const told = unknown.map((word) => ({ text: word, line: 1, suggestion: null }));
  return [text, { symbols: words.map(symbolId), unknown: told, unknownCount: told.length, repeated: 0 }];
}

const READINGS: Readings = new Map(['BRK.B', 'IBM', 'AAPL, MSFT', 'AMD', ''].map((text) => reading(text)));

describe('the universe that is edited', () => {
  it('unchanged is the one that it began with', () => {
    const { universe, lists } = STATE;
    expect(watchedOf(draftOf(STATE), READINGS)).toEqual({ universe, lists });
  });

  it('says nothing of what is not chosen', () => {
    const nothing = { index: false, source: null, byHand: '', leftOut: '', lists: [] };
    expect(watchedOf(nothing, READINGS)).toEqual({ universe: {}, lists: [] });
  });

  it('refuses unknown symbols by hand, and keeps those of lists', () => {
    const draft = draftOf(STATE);
    const byHand = new Map([...READINGS, reading('BRK.B, ZZZZ', ['ZZZZ'])]);
    expect(watchedOf({ ...draft, byHand: 'BRK.B, ZZZZ' }, byHand)).toBe(
      'No data source of this session knows ZZZZ: correct them, or take them out.',
    );
    const [tech, ...others] = draft.lists;
    const lists = tech === undefined ? [] : [{ ...tech, text: 'AAPL, ZZZZ' }, ...others];
    const readings = new Map([...READINGS, reading('AAPL, ZZZZ', ['ZZZZ'])]);
    expect(watchedOf({ ...draft, lists }, readings)).toMatchObject({
      lists: [{ name: 'tech', symbols: ['AAPL', 'ZZZZ'] }, {}, {}],
    });
  });

  it.each([
    [['tech', 'tech'], 'Two lists are called "tech": rename one.'],
    [[' '], 'A list has no name: give it one.'],
    [['a/b'], '"a/b" cannot be the name of a list: use letters, digits, spaces, and _ . - after the first.'],
  ])('refuses lists called %j', (names, problem) => {
    const lists = names.map((name, id) => ({ id, name, text: '', use: 'none' as const }));
    expect(watchedOf({ ...draftOf(STATE), lists }, READINGS)).toBe(problem);
  });
});
