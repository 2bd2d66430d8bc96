import { describe, expect, it } from 'vitest';
import { detectSymbolSource, symbolByName, tickerIn } from './symbol.ts';

describe('the ticker in a name', () => {
  it.each([
    ['AAPL_data.csv', 'AAPL'],
    ['AAPL.csv', 'AAPL'],
    ['aapl_1min.csv', 'AAPL'],
    ['aapl.us.txt', 'AAPL'],
    ['brk-b.csv', 'BRK.B'],
    ['BRK.B_daily.csv', 'BRK.B'],
    ['MSFT-2013-10-07.csv', 'MSFT'],
    ['spy_2020_2024_5min_adjusted.csv', 'SPY'],
    ['IBM (1).csv', 'IBM'],
  ])('%s is %s', (name, symbol) => {
    expect(tickerIn(name)).toBe(symbol);
  });

  it.each([
    'data.csv',
    '2024.csv',
    'prices.csv',
    'export (1).csv',
    'a_b_c.csv',
    '<script>.csv',
    '=1+1.csv',
    '',
  ])('%s has none', (name) => {
    expect(tickerIn(name)).toBeUndefined();
  });

  it('may be the folder’s, or typed', () => {
    expect(symbolByName('folder', 'minutes/BKNG/2024.csv')).toBe('BKNG');
    expect(symbolByName('=brk/b', 'any.csv')).toBe('BRK.B');
  });
});

describe('where symbols come from', () => {
  const said = (...files: readonly string[]) => {
    const { value, confidence } = detectSymbolSource(files, -1, '');
    return [value, confidence];
  };

  it('is asked where a name may be a word', () => {
    expect(said('down/AAPL.csv')).toEqual(['file', 'certain']);
    expect(said('down/aapl_1min.csv')).toEqual(['file', 'likely']);
    expect(said('down/final.csv')).toEqual(['file', 'ambiguous']);
    expect(said('Desktop/prices.csv')).toEqual(['folder', 'ambiguous']);
    expect(said('Downloads/prices.csv')).toEqual([null, 'ambiguous']);
  });

  it('are the folders, where all files have one name', () => {
    expect(said('x/BKNG/2024.csv', 'x/TPL/2024.csv')).toEqual(['folder', 'likely']);
    expect(said('x/aapl/bars.csv', 'x/ibm/bars.csv')).toEqual(['folder', 'likely']);
  });

  it('is a column before anything else', () => {
    expect(detectSymbolSource(['AAPL.csv'], 6, 'Name')).toMatchObject({
      value: 'column',
      confidence: 'certain',
    });
  });
});
