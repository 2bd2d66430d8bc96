import { describe, expect, it } from 'vitest';
import { RejectedRows } from '../files/rejected-rows.ts';
import { Companies } from './companies.ts';
import { parseMapFile, tickerOn } from './map-file.ts';

function company(id: string, text: string) {
  const rejected = new RejectedRows('lean');
  const parsed = parseMapFile(id, Buffer.from(text), rejected.ofFile(`${id}.csv`));
  return { parsed, rejected: rejected.take() };
}

const fox = company('tfcfa', '20041112,nwsa,Q\n20130628,nwsa,Q\n20190318,foxa,Q\n20190320,tfcfa,Q\n').parsed;
const google = company('googl', '20040819,goog,Q\n20140402,goog,Q\n20501231,googl,Q').parsed;
const alphabet = company('goog', '20140327,goocv,Q\r\n20140402,goocv,Q\r\n20501231,goog,Q\r\n').parsed;
const companies = new Companies([fox, google, alphabet]);

describe('companies by ticker and day', () => {
  it('know a renamed company under either ticker, each in its time', () => {
    expect(companies.of('nwsa', 20130627)).toBe(fox);
    expect(companies.of('foxa', 20130701)).toBe(fox);
    expect(tickerOn(fox, 20130628)).toBe('nwsa');
    expect(tickerOn(fox, 20130629)).toBe('foxa');
    expect(tickerOn(fox, 20190320)).toBe('tfcfa');
    expect(tickerOn(fox, 20190321)).toBeUndefined();
    expect(tickerOn(fox, 20041111)).toBeUndefined();
  });

  it('tell two holders of one ticker apart by the day', () => {
    expect(companies.of('goog', 20140402)).toBe(google);
    expect(companies.of('goog', 20140403)).toBe(alphabet);
    expect(companies.of('googl', 20140403)).toBe(google);
  });

  it('take a ticker without a map file for a company of its own', () => {
    expect(companies.of('jpm', 20140403)).toEqual({
      id: 'jpm',
      spans: [{ ticker: 'jpm', first: 0, last: 99_999_999 }],
    });
  });

  it('leave a later holder of a ticker the days on which no other company had it', () => {
    expect(companies.of('nwsa', 20160104).spans).toEqual([
      { ticker: 'nwsa', first: 0, last: 20041111 },
      { ticker: 'nwsa', first: 20130629, last: 99_999_999 },
    ]);
  });

  it('refuse a row that is none and a row out of order, and keep the others', () => {
    const { parsed, rejected } = company('x', '20040819,x,Q\nnonsense\n20030101,y,Q\n20501231,x,Q\n');

    expect(parsed.spans).toEqual([{ ticker: 'x', first: 20040819, last: 20501231 }]);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
  });
});
