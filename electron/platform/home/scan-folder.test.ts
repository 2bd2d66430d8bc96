import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import type { FoundFolder } from './found-folder.ts';
import { scanFolder } from './scan-folder.ts';

const HEADER = 'date,open,high,low,close,volume';
const calendar = exchangeCalendar('NYSE');

function scanned(root: string): Promise<FoundFolder> {
  return scanFolder(root, calendar, () => undefined);
}

function csv(folder: string, symbol: string, ...rows: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${symbol}_data.csv`), [HEADER, ...rows].join('\n'));
}

describe('a folder that is looked into', () => {
  it('tells its symbols, its dates, and every rejected row with file, line and reason', async () => {
    const root = temporaryFolder();
    csv(root, 'AAA', '2014-06-02,10,11,9,10,100', '2014-06-03,10,9,11,10,100');
    csv(root, 'BBB', '2014-05-30,10,11,9,10,100', '2014-07-04,10,11,9,10,100');

    const { parts, problems } = await scanned(root);

    expect(problems).toEqual([]);
    expect(parts).toEqual([
      {
        name: 'daily',
        kind: 'daily_csv',
        path: '.',
        files: 2,
        checkedFiles: 2,
        symbols: ['AAA', 'BBB'],
        intervals: ['1d'],
        dailyFrom: '2014-05-30',
        dailyTo: '2014-06-02',
        minutes: [],
        goodRows: 2,
        rejectedRows: 2,
        rejected: [
          { file: 'AAA_data.csv', line: 3, reason: expect.stringContaining('high 9 is below low 11') },
          { file: 'BBB_data.csv', line: 3, reason: 'the exchange has no session on 2014-07-04' },
        ],
      },
    ]);
  });

  it('is looked into two levels deep, and no deeper', async () => {
    const root = temporaryFolder();
    csv(join(root, 'a', 'b'), 'AAA', '2014-06-02,10,11,9,10,100');
    csv(join(root, 'c', 'd', 'e'), 'BBB', '2014-06-02,10,11,9,10,100');
    expect((await scanned(root)).parts.map(({ path }) => path)).toEqual(['a/b']);
  });

  it('gives two folders of one kind names of their own', async () => {
    const root = temporaryFolder();
    csv(join(root, 'x'), 'AAA', '2014-06-02,10,11,9,10,100');
    csv(join(root, 'y'), 'AAA', '2014-06-02,10,11,9,10,100');
    expect((await scanned(root)).parts.map(({ name, path }) => [name, path])).toEqual([
      ['daily', 'x'],
      ['daily 2', 'y'],
    ]);
  });

  it('names the folders whose data it does not understand, and what it reads', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'other'));
    writeFileSync(join(root, 'other', 'prices.csv'), 'a;b');
    const { parts, problems } = await scanned(root);
    expect(parts).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^other holds data .* SYMBOL_data\.csv/)]);
  });

  it('follows no link, and says that there was one', async () => {
    const outside = temporaryFolder();
    csv(outside, 'AAA', '2014-06-02,10,11,9,10,100');
    const root = temporaryFolder();
    symlinkSync(outside, join(root, 'linked'));
    const { parts, problems } = await scanned(root);
    expect(parts).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('1 symbolic link was not followed')]);
  });

  it('reads no file that a link leads out to', async () => {
    const secret = join(temporaryFolder(), 'secret.csv');
    writeFileSync(secret, `${HEADER}\n2014-06-02,10,11,9,10,100`);
    const root = temporaryFolder();
    csv(root, 'AAA', '2014-06-02,10,11,9,10,100');
    symlinkSync(secret, join(root, 'BBB_data.csv'));
    const [part] = (await scanned(root)).parts;
    expect(part?.goodRows).toBe(1);
    expect(part?.rejected).toEqual([
      { file: 'BBB_data.csv', line: 1, reason: expect.stringContaining('leads outside the data folder') },
    ]);
  });

  it('takes no link for a LEAN folder', async () => {
    const outside = temporaryFolder();
    mkdirSync(join(outside, 'usa', 'minute'), { recursive: true });
    const root = temporaryFolder();
    symlinkSync(outside, join(root, 'equity'));
    expect((await scanned(root)).parts).toEqual([]);
  });

  it('that is not there is refused in words', async () => {
    await expect(scanned(join(temporaryFolder(), 'gone'))).rejects.toThrow('gone');
  });

  it('is counted as it is read', async () => {
    const root = temporaryFolder();
    for (const symbol of ['A', 'B', 'C']) csv(root, symbol, '2014-06-02,10,11,9,10,100');
    const told: number[] = [];
    await scanFolder(root, calendar, ({ files }) => told.push(files));
    expect(told.at(-1)).toBe(3);
  });
});

describe.skipIf(!hasTestData)('the real data', () => {
  it('holds five years of daily bars and a LEAN folder', async () => {
    const { parts } = await scanned(testData('.'));
    const daily = parts.find(({ kind }) => kind === 'daily_csv');
    const lean = parts.find(({ kind }) => kind === 'lean');
    expect(daily).toMatchObject({
      path: 'daily-sp500-2013-2018/individual_stocks_5yr',
      files: 505,
      dailyFrom: '2013-02-08',
      dailyTo: '2018-02-07',
      rejectedRows: 23,
    });
    expect((daily?.goodRows ?? 0) + (daily?.rejectedRows ?? 0)).toBe(619_040);
    expect(lean).toMatchObject({ path: 'lean/Data', intervals: ['1s', '1m', '1d'], dailyFrom: '1998-01-02' });
    expect(lean?.minutes.map(({ date }) => date)).toContain('2013-10-09');
    expect(lean?.minutes.find(({ date }) => date === '2013-10-09')?.some).toEqual([
      'AIG',
      'BAC',
      'IBM',
      'SPY',
    ]);
  });
});
