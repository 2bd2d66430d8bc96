import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { newestVersion } from '../../archive/catalogue.ts';
import type { DatasetManifest } from '../../archive/contract.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { BarRequest, DataSource } from '../contract.ts';
import { madeBars, starts } from '../testing/made-bars.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { createArchiveSource } from './archive-source.ts';

const calendar = exchangeCalendar('NYSE');
const AAPL = symbolId('AAPL');
const BRK = symbolId('BRK.B');
const asOf = sessionDate('2024-06-03');
const FROM = epochMs(Date.parse('2024-05-20T20:00:00Z'));
const TO = epochMs(Date.parse('2024-05-31T20:00:00Z'));

const DAYS = starts(calendar, '1d', '2024-01-02', '2024-06-03');
const MINUTES = starts(calendar, '1m', '2024-05-15', '2024-06-03');

async function dataset(root: string, name = 'bars'): Promise<DatasetManifest> {
  const writer = await openArchiveWriter(root, {
    name,
    origin: 'made up',
    exchange: 'NYSE',
    basis: { kind: 'split_adjusted', asOf },
  });
  for (const [seed, symbol] of [AAPL, BRK].entries()) {
    await writer.append(symbol, '1d', madeBars(DAYS, seed));
    await writer.append(symbol, '1m', madeBars(MINUTES, seed + 10));
  }
  return writer.commit();
}

function sourceOf(root: string, name = 'bars'): DataSource {
  return createArchiveSource({ kind: 'archive', name: 'imported', path: root, dataset: name }, calendar);
}

const request: BarRequest = { symbol: AAPL, interval: '1d', from: FROM, to: TO, hours: 'regular', asOf };

const shared = temporaryFolder();
const made = dataset(shared);

for (const interval of ['1d', '1m'] as const) {
  testDataSource(
    `a dataset of the archive, ${interval}`,
    async () => {
      await made;
      return sourceOf(shared);
    },
    () => ({
      calendar,
      request: { ...request, interval },
      minimumBars: interval === '1d' ? 8 : 8 * 390,
      otherSymbol: BRK,
      unknownSymbol: symbolId('ZZZZ'),
      unknownInterval: '5m',
    }),
  );
}

describe('a dataset of the archive', () => {
  it('gives back every bar that was written, to the last bit', async () => {
    await made;
    const everything = { from: epochMs(0), to: epochMs(Date.parse('2024-07-01')), hours: 'all' } as const;
    const answers = await sourceOf(shared).readBars([
      { ...request, ...everything },
      { ...request, ...everything, interval: '1m', symbol: BRK },
    ]);

    expect(answers[0]?.records).toEqual(madeBars(DAYS, 0));
    expect(answers[1]?.records).toEqual(madeBars(MINUTES, 11));
    expect(answers[0]?.basis).toEqual({ kind: 'split_adjusted', asOf });
  });

  it('says from which day to which it has bars', async () => {
    const [answer] = await sourceOf(shared).readBars([
      { ...request, from: epochMs(Date.parse('2023-12-20T00:00:00Z')) },
    ]);

    expect(answer?.cause).toBe('AAPL has daily bars from 2024-01-02 only');
  });

  it('names the datasets that there are where it has not the one asked for', async () => {
    await expect(sourceOf(shared, 'other').describe()).rejects.toThrow(
      'The archive has no dataset other: it has bars. Import the data under that name.',
    );
    await expect(sourceOf(temporaryFolder()).describe()).rejects.toThrow('it is empty');
  });

  it('refuses files that are not those that were written, before a price comes out of them', async () => {
    const root = temporaryFolder();
    await dataset(root);
    const folder = (await newestVersion(root, 'bars'))?.folder ?? '';
    const path = join(folder, 'bars-1d.parquet');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);

    const source = sourceOf(root);
    await expect(source.readBars([request])).rejects.toThrow('the bytes of bars-1d.parquet are not those');
    expect((await source.readBars([{ ...request, interval: '1m' }]))[0]?.records).toHaveLength(
      8 * 390 * BAR_STRIDE,
    );

    writeFileSync(path, bytes.subarray(1));
    await expect(sourceOf(root).describe()).rejects.toThrow(/bars-1d\.parquet has \d+ bytes, not \d+/);
    rmSync(path);
    await expect(sourceOf(root).describe()).rejects.toThrow('bars-1d.parquet is missing');
    writeFileSync(join(folder, 'manifest.json'), '{"format": 2}');
    await expect(sourceOf(root).describe()).rejects.toThrow('its manifest cannot be read');
    expect(readdirSync(root)).toEqual(['bars']);
  });
});
