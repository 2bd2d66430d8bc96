import { describe, expect, it } from 'vitest';
import { tabSeparated } from './copy.ts';

interface Row {
  readonly symbol: string;
  readonly change: number;
}

const COLUMNS = [
  { title: 'Symbol', copy: (row: Row) => row.symbol },
  { title: 'Chg %', copy: (row: Row) => row.change },
];
const copied = (...rows: Row[]) => tabSeparated(COLUMNS, rows).split('\n');

describe('copied rows', () => {
  it('are tab-separated, with a header', () =>
    expect(copied({ symbol: 'IBM', change: 1.34 })).toEqual(['Symbol\tChg %', 'IBM\t1.34']));

  it('keep figures as figures: a hyphen for minus, no grouping, no noise of binary fractions', () =>
    expect(copied({ symbol: 'IBM', change: -0.36 }, { symbol: 'SPY', change: 12_345.1 + 0.2 })).toEqual([
      'Symbol\tChg %',
      'IBM\t-0.36',
      'SPY\t12345.3',
    ]));

  it('leave a missing value empty', () =>
    expect(copied({ symbol: 'CBOE', change: Number.NaN })[1]).toBe('CBOE\t'));

  it.each(['=1+1', '+SUM(A1)', '-2', '@cmd', ' =1', '−5'])('never let %j run as a formula', (symbol) =>
    expect(copied({ symbol, change: 0 })[1]).toBe(`'${symbol}\t0`),
  );

  it('stay in their cell whatever the text holds', () =>
    expect(copied({ symbol: 'A\tB\nC', change: 0 })).toEqual(['Symbol\tChg %', 'A B C\t0']));
});
