import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import type { BarRequest, RejectedRow } from '../contract.ts';
import { column } from '../testing/bar-records.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { DailyCsvSource } from './daily-csv-source.ts';

const calendar = exchangeCalendar('NYSE');
const adjustedAsOf = sessionDate('2018-02-07');
const realFolder = testData('daily-sp500-2013-2018/individual_stocks_5yr');
const HEADER = 'date,open,high,low,close,volume,Name\n';

function sourceAt(path: string): DailyCsvSource {
  return new DailyCsvSource({ kind: 'daily_csv', name: 'daily', path, adjustedAsOf }, calendar);
}

function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function request(symbol: string, from: string, to: string): BarRequest {
  const asOf = sessionDate('2014-06-09');
  const bounds = { from: epochMs(Date.parse(from)), to: epochMs(Date.parse(to)) };
  return { symbol: symbolId(symbol), interval: '1d', hours: 'regular', asOf, ...bounds };
}

const WHOLE = ['2013-02-08T00:00:00Z', '2018-02-08T00:00:00Z'] as const;

function generatedFolder(): string {
  const rows = calendar
    .sessionsBetween(sessionDate('2014-05-01'), sessionDate('2014-06-30'))
    .map(
      ({ date }, index) => `${date},${10 + index},${12 + index},${9 + index},${11 + index},${100 * index}`,
    );
  const text = (shift: string): string => `${HEADER}${rows.map((row) => `${row},${shift}`).join('\n')}\n`;
  return folderOf({
    'A_data.csv': `${text('A')}2014-07-04,1,1,1,1,1,A\n`,
    'brk-b_data.csv': text('B').replaceAll(',9', ',8'),
  });
}

testDataSource(
  'a folder of daily CSV files',
  () => sourceAt(generatedFolder()),
  () => ({
    calendar,
    request: request('A', '2014-05-06T20:00:00Z', '2014-06-20T20:00:00Z'),
    minimumBars: 32,
    otherSymbol: symbolId('BRK.B'),
    unknownSymbol: symbolId('ZZZZ'),
    unknownInterval: '1m',
    rejectsRows: true,
  }),
);

describe('a folder of daily CSV files', () => {
  it('rejects with the path and what is expected there', async () => {
    const missing = join(tmpdir(), 'no-such-folder');
    const empty = folderOf({ 'README.md': '' });

    await expect(sourceAt(missing).describe()).rejects.toThrow(
      `${missing} does not exist; expected: a folder`,
    );
    await expect(sourceAt(empty).describe()).rejects.toThrow(`${empty} holds no SYMBOL_data.csv`);
    await expect(sourceAt(join(empty, 'README.md')).describe()).rejects.toThrow('is not a readable folder');
  });

  it('says where its bars begin and end, and which sessions lack one', async () => {
    const source = sourceAt(
      folderOf({
        'A_data.csv': `${HEADER}2014-06-04,1,1,1,1,1,A\n2014-06-05,1,1,1,1,1,A\n2014-06-10,1,1,1,1,1,A\n`,
      }),
    );
    const cause = async (from: string, to: string) =>
      (await source.readBars([request('A', `${from}T00:00:00Z`, `${to}T23:00:00Z`)]))[0]?.cause;

    expect(await cause('2014-06-04', '2014-06-05')).toBeUndefined();
    expect(await cause('2014-06-07', '2014-06-08')).toBeUndefined();
    expect(await cause('2014-06-03', '2014-06-05')).toBe('A has daily bars from 2014-06-04 only');
    expect(await cause('2014-06-10', '2014-06-11')).toBe('A has daily bars to 2014-06-10 only');
    expect(await cause('2014-06-04', '2014-06-10')).toBe(
      'A has no bar on 2 sessions between, the first 2014-06-06',
    );
    expect(await cause('2014-01-01', '2014-07-01')).toBe(
      'A has daily bars from 2014-06-04 to 2014-06-10 only and no bar on 2 sessions between, the first 2014-06-06',
    );
    expect(await cause('2014-01-01', '2014-02-01')).toBe('A has daily bars from 2014-06-04 only');
  });

  it('refuses a file without a ticker, a second file of a symbol and a link that leads outside', async () => {
    const outside = join(folderOf({ 'secret.csv': `${HEADER}2014-06-05,1,1,1,1,1,A\n` }), 'secret.csv');
    const folder = folderOf({
      'BRK.B_data.csv': HEADER,
      'brk-b_data.csv': HEADER,
      'not a ticker!_data.csv': HEADER,
    });
    symlinkSync(outside, join(folder, 'EVIL_data.csv'));
    const source = sourceAt(folder);
    const [answer] = await source.readBars([request('EVIL', ...WHOLE)]);

    expect(answer?.records).toHaveLength(0);
    expect((await source.describe()).instruments.map(({ symbol }) => symbol)).toEqual(['BRK.B', 'EVIL']);
    expect((await source.takeRejectedRows()).map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'brk-b_data.csv: a second file of BRK.B: BRK.B_data.csv stays',
      'not a ticker!_data.csv: the file name holds no ticker: "not a ticker!"',
      'EVIL_data.csv: the file cannot be read: EVIL_data.csv leads outside the data folder',
    ]);
  });
});

describe.skipIf(!hasTestData)('the 505 real daily files (skipped without the test data)', () => {
  const source = sourceAt(realFolder);
  const closes = new Map<string, number>();
  let rejected: RejectedRow[] = [];
  let bars = 0;

  beforeAll(async () => {
    const { instruments } = await source.describe();
    const answers = await source.readBars(instruments.map(({ symbol }) => request(symbol, ...WHOLE)));
    for (const { symbol, records } of answers) {
      bars += records.length / BAR_STRIDE;
      closes.set(symbol, column(records, BAR_STRIDE, BAR_CLOSE).at(-1) ?? Number.NaN);
    }
    rejected = await source.takeRejectedRows();
  });

  it('become 619,040 rows less the refused ones', () => {
    expect(closes.size).toBe(505);
    expect(closes.has('BRK.B') && closes.has('BF.B')).toBe(true);
    expect(bars + rejected.length).toBe(619_040);
  });

  it('refuse exactly the rows that an independent reading finds faulty, by file, line and text', () => {
    const found = readdirSync(realFolder).flatMap(faultyRows);
    const told = rejected.map(
      ({ file, line, reason, text }) => `${file}:${line} ${reason.split(' ')[0]} ${text}`,
    );

    expect(told.sort()).toEqual(found.sort());
    expect(rejected.filter(({ reason }) => reason.startsWith('empty'))).toHaveLength(11);
    expect(rejected.filter(({ reason }) => reason.startsWith('OHLC order'))).toHaveLength(12);
    expect(rejected).toHaveLength(23);
  });

  it('close as the last line of each file says', () => {
    for (const [symbol, close] of closes) {
      const last = readFileSync(join(realFolder, `${symbol}_data.csv`), 'utf8')
        .trimEnd()
        .split('\n')
        .at(-1);
      expect(close).toBe(Number(last?.split(',')[4]));
    }
  });

  it('name the sessions that DHR lacks', async () => {
    const [answer] = await source.readBars([request('DHR', ...WHOLE)]);

    // 16 absent rows, 2 with empty prices, 1 out of order.
    expect(answer?.cause).toContain('DHR has no bar on 19 sessions between');
    expect(answer?.basis).toEqual({ kind: 'split_adjusted', asOf: '2018-02-07' });
  });
});

/** A plain second reading of one file: `FILE:LINE kind row`. */
function faultyRows(file: string): string[] {
  const lines = readFileSync(join(realFolder, file), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const fields = text.split(',');
    if (index === 0 || text === '') return [];
    if (fields.slice(0, 6).includes('')) return [`${file}:${index + 1} empty ${text}`];
    const [open = 0, high = 0, low = 0, close = 0] = fields.slice(1, 5).map(Number);
    const sound = low <= Math.min(open, close) && Math.max(open, close) <= high;
    return sound ? [] : [`${file}:${index + 1} OHLC ${text}`];
  });
}
