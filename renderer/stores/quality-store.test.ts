import { expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { QualityPage, SymbolQuality } from '../../shared/session/quality.ts';
import { keptRows } from './quality-store.ts';

const COUNTS = {
  ...{ expected: 390, got: 390, quiet: 0, halted: 0, lost: 0 },
  ...{ duplicates: 0, revised: 0, rejected: 0, late: 0 },
};

function row(symbol: string, got: number): SymbolQuality {
  return {
    ...{ symbol: symbolId(symbol), state: 'live', promoted: true, score: 100, lastGap: null, strip: 'c' },
    ...{ ...COUNTS, got },
    intervals: [{ interval: '1m', kept: true, score: 100, sessions: 1, ...COUNTS, got }],
  };
}

function page(rows: readonly SymbolQuality[]): QualityPage {
  const date = sessionDate('2013-10-07');
  return { total: rows.length, rows, session: { date, ...COUNTS, score: 100, symbols: 1, withGaps: 0 } };
}

it('a row that says the same as before is the same, so that the grid draws only what changed', () => {
  const before = page([row('AIG', 390), row('IBM', 389)]);
  const after = keptRows(before, page([row('IBM', 390), row('AIG', 390), row('SPY', 1)]));
  expect(after.rows.map(({ symbol }) => symbol)).toEqual(['IBM', 'AIG', 'SPY']);
  expect(after.rows[1]).toBe(before.rows[0]);
  expect(after.rows[0]).not.toBe(before.rows[1]);
  expect(after.rows[0]?.got).toBe(390);
});
