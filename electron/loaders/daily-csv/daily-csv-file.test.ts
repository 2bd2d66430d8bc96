import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { RejectedRows } from '../files/rejected-rows.ts';
import { SessionTable } from '../files/session-table.ts';
import { column } from '../testing/bar-records.ts';
import { parseDailyCsv } from './daily-csv-file.ts';

const calendar = exchangeCalendar('NYSE');
const table = new SessionTable(calendar);
const HEADER = 'date,open,high,low,close,volume,Name';
const GOOD = '2014-06-05,92,93,91,92.5,1000,X';

function parse(text: string | Buffer) {
  const rejected = new RejectedRows('daily');
  const bars = parseDailyCsv(Buffer.from(text), table, rejected.ofFile('X_data.csv'));
  return { bars, rejected: rejected.take() };
}

/** The reason for the one row that stands below a good one. */
function reasonFor(row: string): string {
  const { bars, rejected } = parse(`${HEADER}\n${GOOD}\n${row}\n`);
  expect(bars.count).toBe(1);
  expect(rejected).toHaveLength(1);
  expect(rejected[0]).toMatchObject({ source: 'daily', file: 'X_data.csv', line: 3, text: row });
  return rejected[0]?.reason ?? '';
}

describe('a daily CSV file', () => {
  it('gives one bar a session, from its open to its close', () => {
    const { bars, rejected } = parse(`${HEADER}\n${GOOD}\n2014-07-03,1.5,2,1,1.25,7,X\n`);
    const halfDay = calendar.session(sessionDate('2014-07-03'));

    expect(rejected).toEqual([]);
    expect([...bars.records.slice(BAR_STRIDE)]).toEqual([halfDay?.open, 1.5, 2, 1, 1.25, 7]);
    expect(bars.ends[1]).toBe(halfDay?.close);
    expect(halfDay?.minutes).toBe(210);
  });

  it('says which session lacks its bar by a refused row', () => {
    const { rejected } = parse(`${HEADER}\n${GOOD}\n2014-06-06,,93,91,92,1,X\n2014-06-07,1,1,1,1,1,X\n`);
    expect(rejected.map(({ line, date }) => [line, date])).toEqual([
      [3, '2014-06-06'],
      [4, undefined],
    ]);
  });

  it('reads CRLF, a byte order mark, a missing last line end and blank lines alike', () => {
    const lines = [HEADER, GOOD, '2014-06-06,92,93,91,92.75,1000,X'];
    const plain = parse(lines.join('\n')).bars;

    expect(parse(`\ufeff${lines.join('\r\n')}\r\n`).bars).toEqual(plain);
    expect(parse(`${lines.join('\n\n')}\n\n\n`).bars).toEqual(plain);
    expect(plain.count).toBe(2);
  });

  it('finds columns by name, in any order and case, with others beside them', () => {
    const { bars, rejected } = parse(
      '"Volume",note,CLOSE,low,high,open,Date\n1000,"a, b",92.5,91,93,92,2014-06-05',
    );

    expect(rejected).toEqual([]);
    expect(bars).toEqual(parse(`${HEADER}\n${GOOD}`).bars);
  });

  it('refuses the whole file where a column is missing or named twice', () => {
    const lacking = parse('date,open,high,low,close\n2014-06-05,92,93,91,92.5');
    const twice = parse('date,open,high,low,close,close,volume\n');

    expect(lacking.bars.count).toBe(0);
    expect(lacking.rejected).toMatchObject([{ line: 1, reason: expect.stringContaining('lacks volume') }]);
    expect(twice.rejected).toMatchObject([{ line: 1, reason: expect.stringContaining('close twice') }]);
    expect(parse('').rejected).toMatchObject([{ line: 1, reason: 'the file is empty' }]);
  });

  it('names the empty fields of a row', () => {
    expect(reasonFor('2014-06-06,,,,92.5,1000,X')).toBe('empty open, high, low');
    expect(reasonFor(',92,93,91,92.5,1000,X')).toBe('empty date');
    expect(reasonFor('2014-06-06,92,93,91,92.5,,X')).toBe('empty volume');
  });

  it('refuses what is no finite number', () => {
    expect(reasonFor('2014-06-06,92,93,91,n/a,1000,X')).toBe('close not a finite number');
    expect(reasonFor('2014-06-06,92,Infinity,NaN,92.5,1000,X')).toBe('high, low not a finite number');
    expect(reasonFor('2014-06-06,92,1e999,91,92.5,1000,X')).toBe('high not a finite number');
  });

  it('refuses a day that is none, and one without a session', () => {
    expect(reasonFor('06/06/2014,92,93,91,92.5,1000,X')).toBe('date "06/06/2014" is no day (YYYY-MM-DD)');
    expect(reasonFor('2014-06-31,92,93,91,92.5,1000,X')).toBe('date "2014-06-31" is no day (YYYY-MM-DD)');
    expect(reasonFor('2014-07-04,92,93,91,92.5,1000,X')).toBe('the exchange has no session on 2014-07-04');
    expect(reasonFor('1890-06-06,92,93,91,92.5,1000,X')).toContain('outside the calendar');
  });

  it('refuses prices out of order, not above zero, and a volume below zero', () => {
    expect(reasonFor('2014-06-06,92,91.5,91,92.5,1000,X')).toBe(
      'OHLC order: high 91.5 is below open 92, high 91.5 is below close 92.5',
    );
    expect(reasonFor('2014-06-06,92,93,92.25,92.5,1000,X')).toBe('OHLC order: low 92.25 is above open 92');
    expect(reasonFor('2014-06-06,0,93,0,92.5,1000,X')).toBe('a price is not above zero');
    expect(reasonFor('2014-06-06,92,93,91,92.5,-1,X')).toBe('volume -1 is below zero');
  });

  it('keeps the first of two rows of a day and says so', () => {
    expect(reasonFor(GOOD)).toBe('duplicate of line 2');
    expect(reasonFor('2014-06-05,92,93,91,92.75,1000,X')).toBe(
      'second row of 2014-06-05 with other figures: line 2 stays',
    );
  });

  it('refuses a day that comes after a later one', () => {
    expect(reasonFor('2014-06-04,92,93,91,92.5,1000,X')).toBe('order: 2014-06-04 comes after 2014-06-05');
  });

  it('refuses rows with too few or too many fields', () => {
    expect(reasonFor('2014-06-06,92,93,91')).toBe('4 fields, the header has 7');
    expect(reasonFor('2014-06-06,92,93,91,92.5,1,000,X')).toBe('8 fields, the header has 7');
  });

  it('cuts the text of a refused row at 200 characters', () => {
    const { rejected } = parse(`${HEADER}\n${'x'.repeat(5000)}\n`);

    expect(rejected[0]?.text).toBe('x'.repeat(200));
  });

  it('rounds every decimal as Number does', () => {
    const decimal = fc.tuple(fc.nat(99_999_999), fc.nat(9_999_999), fc.constantFrom('', '0', '00'));
    fc.assert(
      fc.property(decimal, ([whole, fraction, zeros]) => {
        const text = `${whole + 1}.${zeros}${fraction}`;
        const { bars } = parse(`${HEADER}\n2014-06-05,${text},${text},${text},${text},${text},X`);
        expect(column(bars.records, BAR_STRIDE, BAR_CLOSE)).toEqual([Number(text)]);
      }),
    );
  });

  it('accounts for every line of any text, as a bar or a refused row, and never fails', () => {
    const field = fc.constantFrom('', '1', '2.5', '-3', 'x', '"', '"1"', '2014-06-05', '2014-06-06', '1e3');
    const row = fc.array(field, { minLength: 1, maxLength: 8 }).map((fields) => fields.join(','));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const { bars, rejected } = parse([HEADER, ...rows].join('\n'));
        expect(bars.count + rejected.length).toBe(rows.filter((text) => text !== '').length);
        const starts = column(bars.records, BAR_STRIDE, BAR_START);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => parse(Buffer.concat([Buffer.from(`${HEADER}\n`), bytes]))).not.toThrow();
      }),
    );
  });
});
