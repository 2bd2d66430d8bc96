import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { matchSymbols, matchTitles } from './matches.ts';

const symbols = ['IBM', 'BAC', 'BA', 'ABBV', 'BRK.B', 'B', 'MBB'].map(symbolId);

describe('symbols that a typed text means', () => {
  it('are the very one, then those that begin with it, then those that hold it', () => {
    expect(matchSymbols(symbols, 'b', 10)).toEqual(['B', 'BA', 'BAC', 'BRK.B', 'IBM', 'MBB', 'ABBV']);
  });

  it('are found under the ways a share class is written', () => {
    expect(matchSymbols(symbols, 'brk-b', 10)).toEqual(['BRK.B']);
    expect(matchSymbols(symbols, 'BRK/B', 10)).toEqual(['BRK.B']);
  });

  it('are none for nothing typed, and no more than asked for', () => {
    expect(matchSymbols(symbols, '  ', 10)).toEqual([]);
    expect(matchSymbols(symbols, 'b', 2)).toEqual(['B', 'BA']);
  });
});

describe('titles that a typed text means', () => {
  const items = ['Show Log', 'Lock IBM…', 'Layout Charts', 'Save the layout as…', 'Speed: 20×'].map(
    (title) => ({ title }),
  );
  const titles = (typed: string) => matchTitles(items, typed).map(({ title }) => title);

  it('hold every word at the beginning of one of theirs', () => {
    expect(titles('lay ch')).toEqual(['Layout Charts']);
    expect(titles('yout')).toEqual([]);
    expect(titles('sp 20')).toEqual(['Speed: 20×']);
  });

  it('stand first where they begin with it', () => {
    expect(titles('lay')).toEqual(['Layout Charts', 'Save the layout as…']);
  });

  it('are all of them for nothing typed', () => {
    expect(titles('')).toHaveLength(items.length);
  });
});
