import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SP500 } from '../../../shared/universe/sp500.ts';
import { readSymbols, withSuggestions } from './read-symbols.ts';

const KNOWN: ReadonlySet<SymbolId> = new Set(SP500.map(({ symbol }) => symbol));

const symbolsOf = async (text: string): Promise<readonly string[]> =>
  (await readSymbols(text, KNOWN)).symbols;

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
    ['\uFEFFSymbol,Name\nAAPL,Apple Inc.', ['AAPL']],
    ['Symbol;Name;Sektor\r\nAAPL;Apple, Inc.;IT\r\nBRK-B;Berkshire;Fin', ['AAPL', 'BRK.B']],
    ['Name;Symbol\nApple, Inc.;AAPL\nIBM, Corp.;IBM', ['AAPL', 'IBM']],
    ['Kürzel;Name\nAAPL;Apple Inc.\nMSFT;IT', ['AAPL', 'MSFT']],
    ['Nom;Symbole;Secteur\nApple;AAPL;IT', ['AAPL']],
    ['代码,名称\nAAPL,苹果', ['AAPL']],
    ['Company,Ticker Symbol\n"Apple, Inc.",AAPL', ['AAPL']],
    ['Holdings as of 2024-03-05\n\nTicker,Name\nAAPL,Apple', ['AAPL']],
    ['"Symbol"|"Name"\n"AAPL"|"Apple ""A"" Inc."\n"IBM"|x', ['AAPL', 'IBM']],
    ['Name,Symbol\n"Apple\nInc",AAPL\nMicrosoft,MSFT', ['AAPL', 'MSFT']],
    ['AAPL,Apple Inc.,IT\nMSFT,Microsoft Corp.,IT\nIBM,Big Blue,IT', ['AAPL', 'MSFT', 'IBM']],
    ['AAPL,MSFT,APPL\nIBM,XOM,QQQQ\nA,T,F', ['AAPL', 'MSFT', 'IBM', 'XOM', 'A', 'T', 'F']],
    ['NASDAQ:AAPL,NYSE:IBM,NYSE:BRK.B', ['AAPL', 'IBM', 'BRK.B']],
    ['###TECH,NASDAQ:AAPL,NYSE:IBM', ['AAPL', 'IBM']],
    ['AAPL:US IBM:US', ['AAPL', 'IBM']],
    ['$AAPL $IBM', ['AAPL', 'IBM']],
    ["'AAPL','IBM'", ['AAPL', 'IBM']],
    ['["AAPL","IBM"]', ['AAPL', 'IBM']],
    ['“AAPL”, (IBM) <XOM>', ['AAPL', 'IBM', 'XOM']],
    ['AAPL|IBM', ['AAPL', 'IBM']],
    ['• AAPL\n- IBM\n1. XOM\n2) MSFT', ['AAPL', 'IBM', 'XOM', 'MSFT']],
    ['AAPL\u00a0IBM\u200bXOM，MSFT、T', ['AAPL', 'IBM', 'XOM', 'MSFT', 'T']],
    ['BRK B, IBM, BRK_B', ['BRK.B', 'IBM']],
    ['AAPL. Then IBM.', ['AAPL', 'IBM']],
  ])('%j', async (text, symbols) => {
    expect(await symbolsOf(text)).toEqual(symbols);
  });

  it('leave nothing untold of a text without a table', async () => {
    const told = async (text: string) => (await readSymbols(text, KNOWN)).unknown.map((each) => each.text);
    expect(await told('AAPL, big move\nMSFT, IBM, nice')).toEqual(['big', 'move', 'nice']);
    expect(await told("'AAPL', - • [] $")).toEqual([]);
    expect(await told('x'.repeat(100_000))).toEqual([`${'x'.repeat(39)}…`]);
  });

  it('of another vendor are suggested by what stands before the point', async () => {
    const { unknown } = await withSuggestions(await readSymbols('AAPL.US BRKB', KNOWN), KNOWN);
    expect(unknown.map(({ suggestion }) => suggestion)).toEqual(['AAPL', 'BRK.B']);
  });

  it('are read from 20,000 lines without holding the thread', async () => {
    const text = `Symbol,Name\n${Array.from({ length: 20_000 }, (_unused, at) => `Q${at},"Name, Inc."`).join('\n')}`;
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 0);
    const read = await readSymbols(text, new Set([symbolId('Q19999')]));
    clearInterval(clock);
    expect(read).toMatchObject({ symbols: ['Q19999'], unknownCount: 19_999 });
    expect(turns).toBeGreaterThan(3);
  });

  it('that nobody knows are told with their lines and what may be meant', async () => {
    const read = await readSymbols('AAPL\nAAPPL, QQQQQQ\nAAPL', KNOWN);
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

  it('are found again, whatever stands between them and however they are spelled', async () => {
    const symbols = fc.uniqueArray(fc.constantFrom(...KNOWN), { maxLength: 30 });
    const between = fc.constantFrom(' ', '\n', ', ', ';', '\t', '\r\n', '|', ' • ', '", "');
    await fc.assert(
      fc.asyncProperty(symbols, between, fc.boolean(), async (wanted, separator, lower) => {
        const words = wanted.map((symbol) => (lower ? symbol.toLowerCase().replace('.', '-') : symbol));
        expect(await symbolsOf(words.join(separator))).toEqual(wanted);
      }),
    );
  });

  it('are read from any text: each word is known, unknown or a repetition', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const { symbols, unknown, unknownCount } = await readSymbols(text, KNOWN);
        expect(new Set(symbols).size).toBe(symbols.length);
        expect(unknown.length).toBe(Math.min(200, unknownCount));
        for (const symbol of symbols) expect(symbolId(symbol)).toBe(symbol);
      }),
    );
  });
});
