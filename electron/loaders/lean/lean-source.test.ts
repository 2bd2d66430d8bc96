import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { BarRequest } from '../contract.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { LeanSource } from './lean-source.ts';

const calendar = exchangeCalendar('NYSE');
const EQUITY = 'equity/usa';

function sourceAt(path: string): LeanSource {
  return new LeanSource({ kind: 'lean', name: 'lean', path }, calendar);
}

/** A LEAN folder of texts: what ends in `.zip` holds its text as one CSV file. */
function folderOf(files: Record<string, string | Buffer>): string {
  const root = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, EQUITY, name);
    const packed = name.endsWith('.zip') && typeof content === 'string';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, packed ? zipSync({ 'entry.csv': strToU8(content) }) : content);
  }
  return root;
}

function request(
  symbol: string,
  interval: Interval,
  from: string,
  to: string,
  asOf = to.slice(0, 10),
): BarRequest {
  const bounds = { from: epochMs(Date.parse(from)), to: epochMs(Date.parse(to)) };
  return { symbol: symbolId(symbol), interval, hours: 'all', asOf: sessionDate(asOf), ...bounds };
}

/** A row for every other minute of a day from 09:00 to 16:30, priced by its place. */
function minuteRows(base: number): string {
  const minutes = Array.from({ length: 225 }, (_, index) => 540 + 2 * index);
  return minutes
    .map((minute) => `${minute * 60_000},${base + minute},${base + minute + 9},${base},${base + minute},7`)
    .join('\n');
}

const DAILY =
  '20140605 00:00,100000,110000,90000,105000,700\n20140606 00:00,100000,110000,90000,106000,700\n';
const QUOTES = '34200000,1,1,1,10000,5,1,1,1,10100,6\n34260000,1,1,1,10000,5,,,,,0';

function generatedFolder(): string {
  return folderOf({
    'minute/x/20140605_trade.zip': `${minuteRows(100_000)}\n34200000,1,1,1,1,1`,
    'minute/x/20140606_trade.zip': minuteRows(200_000),
    'minute/x/20140606_quote.zip': QUOTES,
    'minute/y/20140606_trade.zip': minuteRows(300_000),
    'minute/brk-b/20140606_trade.zip': minuteRows(400_000),
    'daily/brk_b.zip': DAILY,
    'daily/x.zip': DAILY,
    'factor_files/x.csv': '20140101,1,0.25,1\n20140605,1,0.25,1\n20501231,1,1,0\n',
  });
}

testDataSource(
  'a LEAN data folder',
  () => sourceAt(generatedFolder()),
  () => ({
    calendar,
    request: request('X', '1m', '2014-06-05T13:30:00Z', '2014-06-06T19:00:00Z'),
    minimumBars: 300,
    otherSymbol: symbolId('Y'),
    unknownSymbol: symbolId('ZZZZ'),
    unknownInterval: '1h',
    rejectsRows: true,
  }),
);

describe('a LEAN data folder', () => {
  const whole = ['2014-06-01T00:00:00Z', '2014-06-08T00:00:00Z'] as const;

  it('rejects with the path and what is expected there', async () => {
    const empty = temporaryFolder();
    const missing = join(empty, 'nothing');

    expect(existsSync(missing)).toBe(false);
    await expect(sourceAt(missing).describe()).rejects.toThrow(
      `${missing} does not exist; expected: LEAN's Data`,
    );
    await expect(sourceAt(empty).describe()).rejects.toThrow(
      `${empty} holds no US equity data; expected: LEAN's`,
    );
  });

  it('says which sessions of the window have no file', async () => {
    const source = sourceAt(generatedFolder());
    const cause = async (symbol: string, from: string, to: string) =>
      (await source.readBars([request(symbol, '1m', from, to)]))[0]?.cause;

    expect(await cause('X', '2014-06-05T00:00:00Z', '2014-06-07T00:00:00Z')).toBeUndefined();
    expect(await cause('Y', '2014-06-04T00:00:00Z', '2014-06-07T00:00:00Z')).toBe(
      'Y has no 1m bars on 2 of 3 sessions, the first 2014-06-04',
    );
    expect(await cause('Y', '2014-06-05T12:00:00Z', '2014-06-05T15:00:00Z')).toBe(
      'Y has no 1m bars on 2014-06-05',
    );
    expect(await cause('ZZZZ', ...whole)).toBe('lean has no 1m bars of ZZZZ');
  });

  it('states raw prices where it has no factor file, adjusted ones where it has', async () => {
    const source = sourceAt(generatedFolder());
    const [adjusted, raw] = await source.readBars([
      request('X', '1m', ...whole, '2014-06-06'),
      request('Y', '1m', ...whole, '2014-06-06'),
    ]);

    expect(adjusted?.basis).toEqual({ kind: 'split_adjusted', asOf: '2014-06-06' });
    expect(raw?.basis).toEqual({ kind: 'raw' });
  });

  it('multiplies prices and divides volumes by the factor between the day and `asOf`', async () => {
    const source = sourceAt(generatedFolder());
    const on = async (asOf: string) =>
      (await source.readBars([request('X', '1d', ...whole, asOf)]))[0]?.records;

    expect([...((await on('2014-06-06')) ?? [])].slice(1, 6)).toEqual([2.5, 2.75, 2.25, 2.625, 2800]);
    expect([...((await on('2014-06-05')) ?? [])].slice(1, 6)).toEqual([10, 11, 9, 10.5, 700]);
    expect([...((await on('2014-06-05')) ?? [])].slice(7, 12)).toEqual([40, 44, 36, 42.4, 175]);
  });

  it('tells of a split at the pre-market open of its first session', async () => {
    const source = sourceAt(
      folderOf({
        'daily/x.zip': DAILY,
        'map_files/x.csv': '20040101,x,Q\n20501231,x,Q\n',
        'factor_files/x.csv': '20140101,1,0.142857,1\n20140606,1,0.142857,1\n20501231,1,1,0\n',
      }),
    );
    const preOpen = calendar.session(sessionDate('2014-06-09'))?.preOpen;
    const notices = (from: string, to: string) =>
      source.readNotices(epochMs(Date.parse(from)), epochMs(Date.parse(to)));

    expect(await notices('2014-06-06T20:00:00Z', '2014-06-09T20:00:00Z')).toEqual([
      { time: preOpen, kind: 'split', symbol: 'X', detail: 'split: 1 share becomes 7' },
    ]);
    expect(await notices('2014-06-09T20:00:00Z', '2014-06-10T20:00:00Z')).toEqual([]);
  });

  it('gives quotes at the end of their minute', async () => {
    const [answer] = await sourceAt(generatedFolder()).readQuotes([
      request('X', '1m', ...whole, '2014-06-06'),
    ]);
    const open = Date.parse('2014-06-06T13:30:00Z');

    expect([...(answer?.records ?? [])]).toEqual([
      open + 60_000,
      1,
      5,
      1.01,
      6,
      open + 120_000,
      1,
      5,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('keeps to regular hours where they are asked for', async () => {
    const source = sourceAt(generatedFolder());
    const count = async (hours: 'regular' | 'all') => {
      const [answer] = await source.readBars([{ ...request('Y', '1m', ...whole), hours }]);
      return (answer?.records.length ?? 0) / BAR_STRIDE;
    };

    expect(await count('all')).toBe(225);
    expect(await count('regular')).toBe(195);
  });

  it('makes one refused row of an archive that cannot be read, and goes on without it', async () => {
    const root = folderOf({
      'minute/x/20140604_trade.zip': Buffer.from('not a zip archive at all'),
      'minute/x/20140605_trade.zip': minuteRows(100_000),
      'daily/x.zip': Buffer.from(zipSync({ '../x.csv': strToU8(DAILY) })),
    });
    symlinkSync('/etc/hostname', join(root, EQUITY, 'minute/x/20140606_trade.zip'));
    const source = sourceAt(root);
    const [minutes, days] = await source.readBars([
      request('X', '1m', ...whole),
      request('X', '1d', ...whole),
    ]);

    expect(minutes?.records).toHaveLength(225 * BAR_STRIDE);
    expect(minutes?.cause).toBe('X has no 1m bars on 4 of 5 sessions, the first 2014-06-02');
    expect(days?.cause).toBe('X has no daily bars');
    expect(
      (await source.takeRejectedRows()).map(({ file, line, reason }) => `${file}:${line} ${reason}`),
    ).toEqual([
      `${EQUITY}/minute/x/20140604_trade.zip:1 the file cannot be read: the file is no zip archive, or is cut short`,
      `${EQUITY}/minute/x/20140606_trade.zip:1 the file cannot be read: ${EQUITY}/minute/x/20140606_trade.zip leads outside the data folder`,
      `${EQUITY}/daily/x.zip:1 the file cannot be read: the entry "../x.csv" is no plain CSV name`,
    ]);
  });

  it('names refused rows by archive, entry and line', async () => {
    const source = sourceAt(generatedFolder());
    await source.readBars([request('X', '1m', ...whole)]);

    expect(await source.takeRejectedRows()).toEqual([
      {
        source: 'lean',
        file: `${EQUITY}/minute/x/20140605_trade.zip!entry.csv`,
        line: 226,
        reason: 'second row of 09:30:00 with other figures: line 16 stays',
        text: '34200000,1,1,1,1,1',
      },
    ]);
  });
});
