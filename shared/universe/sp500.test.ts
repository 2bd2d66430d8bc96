import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasTestData, testData } from '../../electron/testing/test-data.ts';
import { normalizeSymbol } from '../domain/symbol.ts';
import { GICS_SECTORS } from './sectors.ts';
import { SP500, SP500_AS_OF } from './sp500.ts';

const tickers = SP500.map((instrument) => instrument.symbol as string);
const csvPath = testData(`universe/constituents-${SP500_AS_OF}.csv`);
const hasCsv = hasTestData && existsSync(csvPath);

describe('the S&P 500 list', () => {
  it('has 503 members, ascending and without repeats', () => {
    expect(tickers).toHaveLength(503);
    expect(new Set(tickers).size).toBe(503);
    expect(tickers).toEqual([...tickers].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('spells every ticker canonically, share classes with a dot', () => {
    for (const ticker of tickers) expect(normalizeSymbol(ticker)).toBe(ticker);
    expect(tickers).toContain('BRK.B');
    expect(tickers).toContain('BF.B');
  });

  it('names a company and one of the eleven sectors for every member', () => {
    for (const { name, sector } of SP500) {
      expect(name).toBeTruthy();
      expect(GICS_SECTORS).toContain(sector);
    }
    expect(new Set(SP500.map((instrument) => instrument.sector)).size).toBe(GICS_SECTORS.length);
  });

  it.skipIf(!hasCsv)('equals the published table, field by field (needs the test data folder)', () => {
    const [header = [], ...rows] = parseCsv(readFileSync(csvPath, 'utf8'));
    const column = (name: string) => header.indexOf(name);
    const published = rows
      .map((row) => ({
        symbol: row[column('Symbol')] ?? '',
        name: row[column('Security')],
        sector: row[column('GICS Sector')],
      }))
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    expect(SP500).toEqual(published);
  });
});

/** Fields in double quotes may hold commas, line ends and doubled quotes (RFC 4180). */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && row.length === 0) break;
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
