import { describe, expect, it } from 'vitest';
import { type ImportAnswers, openFindings } from '../../shared/domain/import-report.ts';
import { type CsvTrial, csvTrial, finding } from '../testing/csv-import.ts';

const ANSWERS: ImportAnswers = { basis: 'raw', symbol: '=AAPL' };
const HEADER = 'date,open,high,low,close,volume';
/** Ten sessions from Monday, 7 October 2013. */
const DATES = ['07', '08', '09', '10', '11', '14', '15', '16', '17', '18'].map((day) => `2013-10-${day}`);
const ROWS = DATES.map(
  (date, index) => `${date},${10 + index}.5,${12 + index}.25,${9 + index}.75,${11 + index},${1_000 + index}`,
);

describe('a sound file in an odd dress gives the same bars', () => {
  const plain = [HEADER, ...ROWS].join('\n');
  const cells = ROWS.map((row) => row.split(','));
  const csv = (
    header: string,
    row: (cells: readonly string[], index: number) => string,
    join = '\n',
  ): string => [header, ...cells.map(row)].filter((line) => line !== '').join(join);
  const comma = (text = ''): string => text.replace('.', ',');

  it.each<[string, string | Buffer]>([
    ['a byte order mark', `\ufeff${plain}`],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['CR alone', plain.replaceAll('\n', '\r')],
    ['mixed line ends', plain.replace('\n', '\r\n').replace(/\n(?=2013-10-10)/, '\r')],
    ['no end of the last line', plain],
    ['blank lines between', plain.replaceAll('\n', '\n\n')],
    ['UTF-16, low byte first', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['UTF-16, high byte first', Buffer.from(`\ufeff${plain}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(plain, 'utf16le')],
    ['Latin-1 in the header', Buffer.from(plain.replace('volume', 'volume,Wert\u00e4'), 'latin1')],
    [
      'semicolons and decimal commas',
      csv('Date;Open;High;Low;Close;Volume', ([d, ...rest]) => [d, ...rest.map(comma)].join(';')),
    ],
    ['tabs', plain.replaceAll(',', '\t')],
    ['vertical bars', plain.replaceAll(',', '|')],
    ['runs of spaces', plain.replaceAll(',', '   ')],
    ['blanks around the fields', plain.replaceAll(',', ' , ')],
    ['everything quoted', csv(HEADER, (row) => row.map((cell) => `"${cell}"`).join(','))],
    ['single quotes', csv(HEADER, (row) => row.map((cell) => `'${cell}'`).join(','))],
    ['trailing delimiters', csv(`${HEADER},`, (row) => `${row.join(',')},`)],
    [
      'thousands',
      csv(HEADER, ([d, o, h, l, c, v]) =>
        [d, o, h, l, c, `"${Number(v).toLocaleString('en-US')}"`].join(','),
      ),
    ],
    [
      'volume in thousands',
      csv(HEADER, ([d, o, h, l, c, v]) => [d, o, h, l, c, `${Number(v) / 1_000}K`].join(',')),
    ],
    [
      'volume with an exponent',
      csv(HEADER, ([d, o, h, l, c, v]) => [d, o, h, l, c, Number(v).toExponential()].join(',')),
    ],
    [
      'dollars',
      csv(HEADER, ([d, o, h, l, c, v]) => [d, ...[o, h, l, c].map((price) => `$${price}`), v].join(',')),
    ],
    ['a title and comments above', `Prices of AAPL\n# made on demand, for nobody\n\n${plain}`],
    [
      'names in angle brackets',
      csv(
        '<TICKER>,<PER>,<DTYYYYMMDD>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>',
        ([d = '', ...rest]) => `AAPL,D,${d.replaceAll('-', '')},${rest.join(',')}`,
      ),
    ],
    ['numbered names', csv('timestamp,1. open,2. high,3. low,4. close,5. volume', (row) => row.join(','))],
    ['an index column', csv(`,${HEADER}`, (row, index) => `${index},${row.join(',')}`)],
    [
      'other columns',
      csv(
        'Date,Open,High,Low,Close,Adj Close,Volume,Dividends',
        ([d, o, h, l, c, v]) => `${d},${o},${h},${l},${c},${c},${v},0`,
      ),
    ],
    [
      'another order',
      csv('volume,close,low,high,open,date', ([d, o, h, l, c, v]) => [v, c, l, h, o, d].join(',')),
    ],
    ['the newest first', csv(HEADER, (_row, index) => (cells[9 - index] ?? []).join(','))],
    [
      'US dates',
      csv(HEADER, ([d = '', ...rest]) => `${d.slice(5, 7)}/${d.slice(8)}/${d.slice(0, 4)},${rest.join(',')}`),
    ],
    [
      'European dates',
      csv(HEADER, ([d = '', ...rest]) => `${d.slice(8)}.${d.slice(5, 7)}.${d.slice(0, 4)},${rest.join(',')}`),
    ],
    ['dates in one', csv(HEADER, ([d = '', ...rest]) => `${d.replaceAll('-', '')},${rest.join(',')}`)],
    ['named months', csv(HEADER, ([d = '', ...rest]) => `"Oct ${d.slice(8)}, 2013",${rest.join(',')}`)],
    ['named months, day first', csv(HEADER, ([d = '', ...rest]) => `${d.slice(8)}-Oct-13,${rest.join(',')}`)],
    [
      'days of a spreadsheet',
      csv(HEADER, ([d = '', ...rest]) => `${Date.parse(d) / 86_400_000 + 25_569},${rest.join(',')}`),
    ],
    ['midnight beside the date', csv(HEADER, ([d, ...rest]) => `${d} 12:00:00 AM,${rest.join(',')}`)],
    ['ISO times in UTC', csv(HEADER, ([d, ...rest]) => `${d}T00:00:00Z,${rest.join(',')}`)],
    [
      'RFC 1123',
      csv(HEADER, ([d = '', ...rest]) => `"${new Date(`${d}T00:00:00Z`).toUTCString()}",${rest.join(',')}`),
    ],
    [
      'seconds since 1970',
      csv(HEADER, ([d = '', ...rest]) => `${Date.parse(`${d}T13:30:00Z`) / 1_000},${rest.join(',')}`),
    ],
    [
      'nanoseconds since 1970',
      csv(HEADER, ([d = '', ...rest]) => `${Date.parse(`${d}T13:30:00Z`)}000000,${rest.join(',')}`),
    ],
    ['no header at all', ROWS.join('\n')],
    ['lines that come twice', `${plain}\n`],
  ])('%s', async (_what, content) => {
    const trial = await csvTrial({ 'AAPL.csv': content }, ANSWERS);
    const asked = openFindings(trial.report).map(({ id }) => id);
    // What no file can say is answered as these bars are.
    const answers = { ...ANSWERS, ...Object.fromEntries(asked.map((id) => [id, expectedAnswer(id, trial)])) };
    const run = await trial.job.run(answers, 'trial');
    expect(run).toMatchObject({ ok: true, value: { kind: 'imported', tally: { rejected: 0 } } });
    const bars = (trial.bars.get('AAPL 1d') ?? []).toSorted(([a = 0], [b = 0]) => a - b);
    expect(
      bars.map(([start, ...figures]) => [new Date(start ?? 0).toISOString().slice(0, 10), ...figures]),
    ).toEqual(ROWS.map((row) => row.split(',').map((cell, index) => (index === 0 ? cell : Number(cell)))));
  });

  /** Few rows leave open what open and close are without a header. */
  function expectedAnswer(id: string, trial: CsvTrial): string {
    const order: Readonly<Record<string, string>> = {
      column_open: '1',
      column_close: '4',
      column_volume: '5',
    };
    const answer = order[id];
    if (answer === undefined) throw new Error(`Asked for ${id}: ${finding(trial, 'date_style').why}`);
    return answer;
  }
});
