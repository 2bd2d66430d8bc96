import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { createSource } from '../loaders/registry.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { importHeadless } from './headless-import.ts';

const NOW = Date.UTC(2026, 0, 5);
/** Read as day and month, or as month and day, both are Fridays or both are Mondays to Fridays. */
const ROWS = ['02/01/2013,10,12,9,11,100', '03/01/2013,11,12,9,10,200', '04/01/2013,10,12,9,11,300'];

let folder: string;
let archive: string;

beforeEach(() => {
  folder = temporaryFolder();
  archive = join(folder, 'archive');
});

async function run(...words: readonly string[]) {
  let out = '';
  let error = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      error += text;
    },
  };
  const code = await importHeadless(['--archive', archive, '--name', 'days', ...words], terminal, NOW);
  return { code, out, error };
}

function file(name: string, ...rows: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, ['date,open,high,low,close,volume', ...rows].join('\n'));
  return path;
}

function answers(given: object): string[] {
  const path = join(folder, 'answers.json');
  writeFileSync(path, JSON.stringify(given));
  return ['--answers', path];
}

describe('an import in the terminal', () => {
  it('refuses what is ambiguous with the questions and their answers', async () => {
    const { code, out, error } = await run('--csv', file('AAPL.csv', ...ROWS));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(error).toContain('Nothing was imported. 3 questions are open');
    expect(error).toMatch(/"date_style".*can be read as/);
    expect(error).toContain('"dmy"  Day, month, year');
    expect(error).toMatch(/"basis".*\n.*"raw"/);
  });

  it('with the answers puts the bars into the archive, for a session to read', async () => {
    const csv = file('AAPL.csv', ...ROWS, ROWS[2] ?? '');
    const { code, out, error } = await run(
      '--csv',
      csv,
      ...answers({ date_style: 'dmy', interval: '1d', basis: 'raw' }),
      '--json',
    );
    expect(error).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      dataset: 'days',
      bars: 3,
      symbols: 1,
      intervals: ['1d'],
      rows: 4,
      rejected: 0,
      duplicates: 1,
      conflicts: 0,
    });
    const calendar = exchangeCalendar('NYSE');
    const source = createSource(
      { kind: 'archive', name: 'archive', path: archive, dataset: 'days' },
      calendar,
    );
    const [answer] = await source.readBars([
      {
        symbol: symbolId('AAPL'),
        interval: '1d',
        from: epochMs(Date.UTC(2013, 0, 1)),
        to: epochMs(Date.UTC(2013, 1, 1)),
        hours: 'regular',
        asOf: sessionDate('2013-01-04'),
      },
    ]);
    await source.close();
    const open = calendar.session(sessionDate('2013-01-02'))?.open;
    expect([...(answer?.records ?? [])].slice(0, 6)).toEqual([open, 10, 12, 9, 11, 100]);
    expect(answer?.records).toHaveLength(18);
  });

  it('asks before it leaves many rows out, and writes them down', async () => {
    const csv = file(
      'AAPL.csv',
      '2013-01-02,10,12,9,11,5',
      '2013-01-03,10,12,9,11,5',
      '2013-01-05,10,12,9,11,5',
    );
    const given = { basis: 'raw', interval: '1d' };
    const refused = await run('--csv', csv, ...answers(given));
    expect(refused.code).toBe(2);
    expect(refused.error).toContain('1 of 3 rows make no bars');
    const rejects = join(folder, 'rejects.csv');
    const done = await run(
      '--csv',
      csv,
      ...answers({ ...given, rejects: 'leave_out' }),
      '--rejects',
      rejects,
    );
    expect(done.code).toBe(0);
    expect(readFileSync(rejects, 'utf8')).toContain('no session on 2013-01-05');
  });

  it('names what is wrong with its words', async () => {
    expect(await importHeadless(['--csv', 'x'], { out: () => undefined, error: () => undefined }, NOW)).toBe(
      2,
    );
    expect((await run('--csv', 'x.csv', '--answers', 'nowhere.json')).error).toContain(
      'nowhere.json cannot be read',
    );
    expect((await run('--csv', join(folder, 'gone.csv'))).error).toContain('gone.csv is no longer there');
  });
});
