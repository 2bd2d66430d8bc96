import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import { readSymbols, withSuggestions } from './read-symbols.ts';

const KNOWN: ReadonlySet<SymbolId> = new Set(SP500.map(({ symbol }) => symbol));

const symbolsOf = (text: string): readonly string[] => readSymbols(text, KNOWN).symbols;

describe('tickers in a text', () => {
  it.each([
    ['AAPL MSFT', ['AAPL', 'MSFT']],
    ['aapl, msft;nvda\nibm', ['AAPL', 'MSFT', 'NVDA', 'IBM']],
    ['brk-b BRK/B BRK.B', ['BRK.B']],
    ['# my list\nAAPL\n  # and more\nIBM', ['AAPL', 'IBM']],
    ['\uFEFFAAPL\r\nIBM\r\n', ['AAPL', 'IBM']],
    ['Symbol,Name,Sector\nAAPL,Apple Inc.,IT\nA,"Agilent, Inc.",Health', ['AAPL', 'A']],
    ['name;ticker\n"Berkshire; B";BRK B\nAgilent;A', ['BRK.B', 'A']],
    ['Rank,Symbol\n,AAPL\n2,IBM', ['AAPL', 'IBM']],
    ['', []],
    ['\n\n', []],
  ])('%j', (text, symbols) => {
    expect(symbolsOf(text)).toEqual(symbols);
  });

  it('that nobody knows are told with their lines and what may be meant', async () => {
    const read = readSymbols('AAPL\nAAPPL, QQQQQQ\nAAPL', KNOWN);
    expect(await withSuggestions(read, KNOWN)).toEqual({
      symbols: ['AAPL'],
      unknown: [
        { text: 'AAPPL', line: 2, suggestion: 'AAPL' },
        { text: 'QQQQQQ', line: 2, suggestion: null },
      ],
      unknownCount: 2,
      repeated: 1,
    });
  });

  it('are found again, whatever stands between them and however they are spelled', () => {
    const symbols = fc.uniqueArray(fc.constantFrom(...KNOWN), { maxLength: 30 });
    const between = fc.constantFrom(' ', '\n', ', ', ';', '\t', '\r\n');
    fc.assert(
      fc.property(symbols, between, fc.boolean(), (wanted, separator, lower) => {
        const words = wanted.map((symbol) => (lower ? symbol.toLowerCase().replace('.', '-') : symbol));
        expect(symbolsOf(words.join(separator))).toEqual(wanted);
      }),
    );
  });

  it('are read from any text: each word is known, unknown or a repetition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { symbols, unknown, unknownCount } = readSymbols(text, KNOWN);
        expect(new Set(symbols).size).toBe(symbols.length);
        expect(unknown.length).toBe(Math.min(200, unknownCount));
        for (const symbol of symbols) expect(symbolId(symbol)).toBe(symbol);
      }),
    );
  });
});
