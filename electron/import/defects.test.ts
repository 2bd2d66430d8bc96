import { describe, expect, it } from 'vitest';
import { type ImportAnswers, openFindings } from '../../shared/domain/import-report.ts';
import { type CsvFiles, type CsvTrial, csvTrial } from '../testing/csv-import.ts';

const ANSWERS: ImportAnswers = { basis: 'raw', symbol: '=AAPL' };
const HEADER = 'date,open,high,low,close,volume';
/** Ten sessions from Monday, 7 October 2013. */
const DATES = ['07', '08', '09', '10', '11', '14', '15', '16', '17', '18'].map((day) => `2013-10-${day}`);
const ROWS = DATES.map(
  (date, index) => `${date},${10 + index}.5,${12 + index}.25,${9 + index}.75,${11 + index},${1_000 + index}`,
);

/** A sound file, with some of its lines replaced or added. */
function withRow(row: string, at = 3): string {
  return [HEADER, ...ROWS.slice(0, at), row, ...ROWS.slice(at + 1)].join('\n');
}

interface Result {
  readonly trial: CsvTrial;
  readonly bars: number;
  readonly rejected: readonly (readonly [number, string])[];
  readonly refusal: string | undefined;
}

async function imported(files: CsvFiles, answers: ImportAnswers = ANSWERS): Promise<Result> {
  const trial = await csvTrial(files, answers);
  let run = await trial.job.run(answers, 'trial');
  if (run.ok && run.value.kind === 'many_rejects') run = await trial.job.goOn();
  await trial.job.close();
  const bars = [...trial.bars.values()].reduce((sum, rows) => sum + rows.length, 0);
  const rejected = run.ok ? run.value.tally.rejects.map(({ line, reason }) => [line, reason] as const) : [];
  return { trial, bars, rejected, refusal: run.ok ? undefined : run.error.message };
}

describe('a file that is none', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /it is empty/],
    ['blank lines only', '\n\n\r\n', /nothing but blank lines/],
    ['a header only', `${HEADER}\n`, /no rows of dates and figures/],
    ['bytes of a program', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7) % 31)), /no text/],
    [
      'a zip',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 65)]),
      /a zip archive or an Excel workbook/,
    ],
    ['a gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), /gzip/],
    ['a Parquet file', Buffer.from('PAR1....'), /Parquet/],
    ['a PDF', Buffer.from('%PDF-1.7 and so on'), /PDF/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 1]), /old Excel workbook/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), /picture/],
    [
      'prose',
      'Dear reader,\nthis file holds, as you see,\nnothing of use.\n',
      /no rows of dates and figures/,
    ],
    [
      'a web page',
      '<!doctype html><html><body><p>404, not found</p></body></html>\n',
      /no rows of dates and figures/,
    ],
    ['JSON', '{"o":[1,2,3],"c":[1,2,3]}\n', /no rows of dates and figures/],
    ['NUL bytes', Buffer.alloc(1_000), /no text/],
    ['one cell a line', '1\n2\n3\n4\n', /no rows of dates and figures/],
  ])('%s: says why', async (_what, content, why) => {
    const { report, job } = await csvTrial({ 'AAPL.csv': content });
    expect(report.layouts).toEqual([]);
    expect(report.problems.join(' ')).toMatch(why);
    expect(await job.run(ANSWERS, 'trial')).toMatchObject({ ok: false });
  });

  it('a folder without files, and one that is gone', async () => {
    expect((await csvTrial({})).report.problems.join(' ')).toMatch(/no CSV files/);
    const { job } = await csvTrial({});
    expect((await job.look(['/nowhere/at/all.csv'])).problems.join(' ')).toMatch(
      /all\.csv is no longer there/,
    );
  });
});

describe('a row that is no bar is rejected with its line, and the others stay', () => {
  it.each<[string, string, RegExp]>([
    ['too few fields', '2013-10-10,10,12,9,11', /5 fields, the other rows have 6/],
    ['too many fields', '2013-10-10,10,12,9,11,1,234,567', /8 fields/],
    ['another delimiter', '2013-10-10;10;12;9;11;1000', /1 fields/],
    ['an unclosed quote', '2013-10-10,"10,12,9,11,1000', /quote is not closed/],
    ['text after a quote', '2013-10-10,"10"x,12,9,11,1000', /quote is not closed/],
    ['NUL bytes', '2013-10-10,10,12,9,1\u00001,1000', /close ".*" is no number/],
    ['NaN', '2013-10-10,NaN,12,9,11,1000', /open "NaN" is no number/],
    ['null', '2013-10-10,10,null,9,11,1000', /high "null" is no number/],
    ['infinity', '2013-10-10,10,Infinity,9,11,1000', /high "Infinity" is no number/],
    ['a huge exponent', '2013-10-10,10,1e999,9,11,1000', /not a finite number/],
    ['an empty price', '2013-10-10,,12,9,11,1000', /empty open/],
    ['empty prices', '2013-10-10,,,,,1000', /empty open, high, low, close/],
    ['an empty volume', '2013-10-10,10,12,9,11,', /empty volume|5 fields/],
    ['an empty date', ',10,12,9,11,1000', /empty date/],
    ['a negative price', '2013-10-10,-10,12,-12,11,1000', /not above zero/],
    ['a price of zero', '2013-10-10,0,12,0,11,1000', /not above zero/],
    ['a negative volume', '2013-10-10,10,12,9,11,-5', /volume -5 is below zero/],
    ['high below low', '2013-10-10,10,9,12,11,1000', /high 9 is below low 12/],
    ['an open above the high', '2013-10-10,15,12,9,11,1000', /high 12 is below open 15/],
    ['a day that is none', '2013-02-30,10,12,9,11,1000', /no date of the form/],
    ['a month that is none', '2013-13-10,10,12,9,11,1000', /no date of the form/],
    ['a Saturday', '2013-10-12,10,12,9,11,1000', /no session on 2013-10-12/],
    ['a holiday', '2013-12-25,10,12,9,11,1000', /no session on 2013-12-25/],
    ['the future', '2026-03-02,10,12,9,11,1000', /lies in the future/],
    ['beyond the calendar', '2099-03-02,10,12,9,11,1000', /outside the calendar/],
    ['before the calendar', '1950-03-01,10,12,9,11,1000', /outside the calendar/],
    ['another form of date', '10/10/2013,10,12,9,11,1000', /no date of the form/],
    ['the header again', HEADER, /"date" is no date/],
    ['a total', 'Total,,,,,12345', /"Total" is no date/],
    ['a formula', '2013-10-10,=1+1,12,9,11,1000', /open "=1\+1" is no number/],
    ['a script', '<script>alert(1)</script>,10,12,9,11,1000', /is no date/],
    [
      'a decimal comma in a file of points',
      '2013-10-10,"10,5","12,5","9,5","11,5",1000',
      /open "10,5" is no number/,
    ],
    ['letters of another script', '2013-10-10,１０,12,9,11,1000', /is no number/],
  ])('%s', async (_what, row, reason) => {
    const answers = { ...ANSWERS, numbers: '.' };
    const { bars, rejected } = await imported({ 'AAPL.csv': withRow(row) }, answers);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.[0]).toBe(5);
    expect(rejected[0]?.[1]).toMatch(reason);
    expect(bars).toBe(9);
  });

  it('of ten million bytes, without holding them', async () => {
    const { bars, rejected } = await imported({ 'AAPL.csv': withRow('9'.repeat(10_000_000)) });
    expect(rejected).toEqual([[5, expect.stringMatching(/more than 65536 bytes/)]]);
    expect(bars).toBe(9);
  });

  it('in every file of a layout by itself', async () => {
    const { rejected, bars } = await imported(
      {
        'AAPL.csv': withRow('x,y', 2),
        'IBM.csv': withRow('2013-10-12,10,12,9,11,1'),
        'MSFT.csv': [HEADER, ...ROWS].join('\n'),
      },
      { basis: 'raw' },
    );
    expect(rejected).toHaveLength(2);
    expect(bars).toBe(28);
  });

  it('and many of them are asked about before anything is committed', async () => {
    const { job, bars } = await csvTrial({ 'AAPL.csv': withRow('x,,,,,') }, ANSWERS);
    const run = await job.run(ANSWERS, 'trial');
    expect(run).toMatchObject({
      ok: true,
      value: { kind: 'many_rejects', tally: { rows: 10, rejected: 1 } },
    });
    await job.cancel();
    expect([...bars]).toEqual([]);
    expect(await job.goOn()).toMatchObject({ ok: false });
  });
});

describe('what is hostile stays text', () => {
  const payloads = [
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    '../../etc/passwd',
    '#{7*7}',
    "'; drop table bars; --",
    '__proto__',
    'constructor',
  ];

  it('as a ticker in a row', async () => {
    const rows = [
      ...ROWS.map((row) => `${row},AAPL`),
      ...payloads.map((text) => `2013-10-07,10,12,9,11,5,"${text.replaceAll('"', '""')}"`),
    ];
    const answers = { basis: 'raw', column_symbol: '6', symbol: 'column' };
    const { trial, rejected } = await imported(
      { 'all.csv': [`${HEADER},symbol`, ...rows].join('\n') },
      answers,
    );
    expect([...trial.bars.keys()]).toEqual(['AAPL 1d', 'PROTO 1d', 'CONSTRUC 1d'].slice(0, trial.bars.size));
    expect(rejected.length).toBeGreaterThanOrEqual(payloads.length - 2);
    expect(rejected.every(([, reason]) => reason.includes('is no ticker'))).toBe(true);
  });

  it('as the name of a column or file', async () => {
    const header = `date,open,high,low,close,volume,"${(payloads[0] ?? '').replaceAll('"', '""')}",__proto__`;
    const { bars } = await imported({
      '=cmd AAPL.csv': [header, ...ROWS.map((row) => `${row},1,2`)].join('\n'),
    });
    expect(bars).toBe(10);
  });

  it('as an answer', async () => {
    const { report } = await csvTrial(
      { 'AAPL.csv': [HEADER, ...ROWS].join('\n') },
      { basis: '__proto__', numbers: 'constructor', toString: 'x' },
    );
    expect(openFindings(report).map(({ id }) => id)).toEqual(['numbers', 'basis']);
  });

  it('in a saved list of rejects no spreadsheet computes', async () => {
    const { readFileSync } = await import('node:fs');
    const trial = await csvTrial({ 'AAPL.csv': withRow('=1+cmd|calc,10,12,9,11,5') }, ANSWERS);
    await trial.job.run(ANSWERS, 'trial');
    const path = `${trial.folder}/rejects.csv`;
    expect(await trial.job.saveRejects(path)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8').split('\r\n')[1]).toMatch(
      /^AAPL\.csv,5,.*,"'=1\+cmd\|calc,10,12,9,11,5"$/,
    );
  });
});
