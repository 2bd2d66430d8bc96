import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { madeBars, starts } from '../loaders/testing/made-bars.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { listDatasets, newestVersion, removeDataset, sweepUnfinished } from './catalogue.ts';
import type { ArchiveWriter, NewDataset } from './contract.ts';
import { openArchiveWriter } from './open-archive-writer.ts';
import { digestOf } from './write-version.ts';

const calendar = exchangeCalendar('NYSE');
const AAPL = symbolId('AAPL');
const BRK = symbolId('BRK.B');
const DATASET: NewDataset = { name: 'my bars', origin: 'made up', exchange: 'NYSE', basis: { kind: 'raw' } };
const DAYS = starts(calendar, '1d', '2024-05-01', '2024-06-03');
const MINUTES = starts(calendar, '1m', '2024-06-03', '2024-06-03');

function writerAt(root: string, change: Partial<NewDataset> = {}): Promise<ArchiveWriter> {
  return openArchiveWriter(root, { ...DATASET, ...change });
}

/** Rows of a Parquet file as another library reads them: [symbol, start, open, high, low, close, volume]. */
async function parquetRows(file: string): Promise<unknown[][]> {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file: buffer });
  return rows.map((row) =>
    Object.values(row).map((value) => (typeof value === 'bigint' ? Number(value) : value)),
  );
}

function rowsOf(symbol: string, records: Float64Array): unknown[][] {
  return Array.from({ length: records.length / BAR_STRIDE }, (_unused, bar) => [
    symbol,
    ...records.subarray(bar * BAR_STRIDE, (bar + 1) * BAR_STRIDE),
  ]);
}

describe('the writer of the archive', () => {
  it('writes plain Parquet that another library reads: days of all symbols in one file, minutes by symbol', async () => {
    const root = temporaryFolder();
    const writer = await writerAt(root);
    // In turns and pieces, as a file that is sorted by day brings them.
    for (let day = 0; day < DAYS.length; day += 1) {
      for (const [seed, symbol] of [BRK, AAPL].entries()) {
        const records = madeBars(DAYS, seed).slice(day * BAR_STRIDE, (day + 1) * BAR_STRIDE);
        await writer.append(symbol, '1d', records);
      }
    }
    await writer.append(AAPL, '1m', madeBars(MINUTES, 5));
    const manifest = await writer.commit();

    const folder = (await newestVersion(root, 'my bars'))?.folder ?? '';
    expect(await parquetRows(join(folder, 'bars-1d.parquet'))).toEqual([
      ...rowsOf('AAPL', madeBars(DAYS, 1)),
      ...rowsOf('BRK.B', madeBars(DAYS, 0)),
    ]);
    expect(await parquetRows(join(folder, 'bars-1m/symbol=AAPL/bars.parquet'))).toEqual(
      rowsOf('AAPL', madeBars(MINUTES, 5)),
    );
    expect(manifest).toMatchObject({ ...DATASET, version: 1, duplicates: 0, conflicts: 0 });
    expect(manifest.series).toEqual([
      { symbol: 'AAPL', interval: '1m', bars: 390, first: '2024-06-03', last: '2024-06-03' },
      { symbol: 'AAPL', interval: '1d', bars: DAYS.length, first: '2024-05-01', last: '2024-06-03' },
      { symbol: 'BRK.B', interval: '1d', bars: DAYS.length, first: '2024-05-01', last: '2024-06-03' },
    ]);
    for (const { path, ...digest } of manifest.files)
      expect(await digestOf(join(folder, path))).toEqual(digest);
    expect(readdirSync(root)).toEqual(['my bars']);
    expect(await listDatasets(root)).toEqual([manifest]);
  });

  it('keeps one bar for each start, the one that came last, in whatever order and pieces they come', async () => {
    const first = madeBars(DAYS, 0);
    const other = madeBars(DAYS, 1);
    const bar = fc.record({ day: fc.nat(DAYS.length - 1), changed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(bar, { minLength: 1, maxLength: 60 }), async (bars) => {
        const root = temporaryFolder();
        const writer = await writerAt(root);
        const kept = new Map<number, boolean>();
        let [duplicates, conflicts] = [0, 0];
        for (const { day, changed } of bars) {
          const from = changed ? other : first;
          await writer.append(AAPL, '1d', from.slice(day * BAR_STRIDE, (day + 1) * BAR_STRIDE));
          const stands = kept.get(day);
          kept.set(day, changed);
          if (stands === changed) duplicates += 1;
          else if (stands !== undefined) conflicts += 1;
        }
        expect(await writer.commit()).toMatchObject({ duplicates, conflicts });

        const expected = [...kept]
          .sort(([a], [b]) => a - b)
          .flatMap(([day, changed]) => rowsOf('AAPL', changed ? other : first)[day] ?? []);
        const folder = (await newestVersion(root, 'my bars'))?.folder ?? '';
        expect((await parquetRows(join(folder, 'bars-1d.parquet'))).flat()).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('makes a new version of a dataset that is there, keeps the one before and drops older ones', async () => {
    const root = temporaryFolder();
    for (let version = 1; version <= 3; version += 1) {
      const writer = await writerAt(root);
      await writer.append(AAPL, '1d', madeBars(DAYS, version));
      expect((await writer.commit()).version).toBe(version);
    }

    expect(readdirSync(join(root, 'my bars'))).toEqual(['0002', '0003']);
    expect((await newestVersion(root, 'my bars'))?.manifest.version).toBe(3);
  });

  it('leaves nothing behind where an import is aborted, or brings no bar', async () => {
    const root = temporaryFolder();
    const writer = await writerAt(root);
    await writer.append(AAPL, '1d', madeBars(DAYS, 0));
    await writer.abort();
    await expect(writer.append(AAPL, '1d', madeBars(DAYS, 0))).rejects.toThrow('The import is over');
    const empty = await writerAt(root);
    await expect(empty.commit()).rejects.toThrow('The dataset my bars is not saved: it has no bars.');

    expect(readdirSync(root)).toEqual([]);
  });

  it('takes no bar that is none, and says which', async () => {
    const writer = await writerAt(temporaryFolder());
    const bars = madeBars(DAYS, 0);
    bars[2] = 1;
    await expect(writer.append(AAPL, '1d', bars)).rejects.toThrow(
      /^Bar of AAPL at 2024-05-01T13:30:00.000Z: OHLC order/,
    );
    await expect(writer.append(AAPL, '1m', madeBars([(MINUTES[0] ?? 0) + 1], 0))).rejects.toThrow(
      'Bar of AAPL at 2024-06-03T13:30:00.001Z: no bar of NYSE begins then',
    );
    await writer.abort();
  });

  it.each(['', '.incoming', '../out', 'a/b', 'x'.repeat(65)])('takes no dataset name "%s"', async (name) => {
    const root = temporaryFolder();

    await expect(writerAt(root, { name })).rejects.toThrow('name');
    expect(await removeDataset(root, name)).toBe(false);
    expect(readdirSync(root)).toEqual([]);
  });

  it('removes a dataset whole, and sweeps nothing of an import that another process has under way', async () => {
    const root = temporaryFolder();
    const writer = await writerAt(root);
    await writer.append(AAPL, '1d', madeBars(DAYS, 0));
    await writer.commit();

    expect(await sweepUnfinished(root)).toEqual([]);
    expect(await removeDataset(root, 'my bars')).toBe(true);
    expect(await removeDataset(root, 'my bars')).toBe(false);
    expect(readdirSync(root)).toEqual([]);
    expect(await listDatasets(join(root, 'none'))).toEqual([]);
  });
});
