import { describe, expect, it } from 'vitest';
import { RejectedRows } from '../files/rejected-rows.ts';
import { parseFactorFile } from './split-factors.ts';

function factorsOf(text: string) {
  const rejected = new RejectedRows('lean');
  const factors = parseFactorFile(Buffer.from(text), rejected.ofFile('x.csv'));
  return { factors, rejected: rejected.take() };
}

/** A 7:1 split after Friday 2014-06-06 and a 4:1 split after 2020-08-28, with a dividend between. */
const ROWS =
  '19980102,0.86,0.0357143,1\n20140606,0.9,0.0357143,645\n20170509,0.95,0.25,150\n20200828,0.99,0.25,499\n20501231,1,1,0\n';

describe('split factors', () => {
  const { factors } = factorsOf(ROWS);

  it('are one between days of the same shares, dividends left alone', () => {
    expect(factors?.between(20140606, 20140606)).toBe(1);
    expect(factors?.between(20140609, 20200828)).toBe(1);
    expect(factors?.between(20140605, 19980105)).toBe(1);
  });

  it('divide by seven across a 7:1 split, from the first day after the row', () => {
    expect(factors?.between(20140606, 20140609)).toBeCloseTo(1 / 7, 6);
    expect(factors?.between(20140609, 20140606)).toBeCloseTo(7, 5);
    expect(factors?.between(20140606, 20200831)).toBeCloseTo(1 / 28, 6);
  });

  it('hold before the first row and after the last', () => {
    expect(factors?.between(19700101, 20140606)).toBe(1);
    expect(factors?.between(20600101, 20200831)).toBe(1);
  });

  it('list the splits, not the dividends', () => {
    expect(factors?.splits()).toEqual([
      { after: 20140606, shares: expect.closeTo(7, 4) },
      { after: 20200828, shares: 4 },
    ]);
  });

  it('refuse rows that are none, and a file of nothing else gives no factors', () => {
    const { factors: none, rejected } = factorsOf('date,a,b\n20140606,1,0,1\n20140606,1\n');

    expect(none).toBeUndefined();
    expect(rejected.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(factorsOf('20140606,1,0.5,1\n20140606,1,1,1\n').rejected).toMatchObject([{ line: 2 }]);
  });
});
