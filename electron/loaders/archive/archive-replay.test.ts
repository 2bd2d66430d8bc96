import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { type PlayedRun, playConfig, readConfig } from '../../testing/play-config.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { createSource } from '../registry.ts';

describe.skipIf(!hasTestData)('a session on an imported dataset', () => {
  it('is the one on the files that it was imported from: the same hits, promotions and bars', async () => {
    const config = readConfig(resolve('assets/examples/replay-2013-10.json'));
    const until = epochMs(Date.parse('2013-10-07T14:00:00Z'));
    const options = { dataFolder: testData('.'), until };
    const fromFiles = await playConfig(config, options);

    const archiveFolder = temporaryFolder();
    const data_sources = await Promise.all(
      config.data_sources.map(async (source) => {
        if (source.kind !== 'daily_csv') return source;
        await importDays(archiveFolder, source.path, source.adjusted_as_of);
        return { name: source.name, kind: 'archive', dataset: 'days' } as const;
      }),
    );
    const fromArchive = await playConfig({ ...config, data_sources }, { ...options, archiveFolder });

    expect(fromFiles.hits.length).toBeGreaterThan(100);
    expect(fromArchive.hits).toEqual(fromFiles.hits);
    expect(fromArchive.promotions).toEqual(fromFiles.promotions);
    expect(brought(fromArchive)).toEqual(brought(fromFiles));
  });
});

/** Loads that brought bars: a company that was listed later has none in the dataset, and is not asked for. */
function brought({ loads }: PlayedRun): unknown[] {
  return loads
    .filter(({ got }) => got > 0)
    .map(({ symbol, interval, asked, got, missing }) => ({ symbol, interval, asked, got, missing }));
}

/** Every bar of a folder of daily CSV files, as their own loader reads them. */
async function importDays(root: string, path: string, adjustedAsOf: string): Promise<void> {
  const asOf = sessionDate(adjustedAsOf);
  const source = createSource(
    { kind: 'daily_csv', name: 'files', path: testData(path), adjustedAsOf: asOf },
    exchangeCalendar('NYSE'),
  );
  const writer = await openArchiveWriter(root, {
    name: 'days',
    origin: 'daily CSV files',
    exchange: 'NYSE',
    basis: { kind: 'split_adjusted', asOf },
  });
  const { instruments } = await source.describe();
  const answers = await source.readBars(
    instruments.map(({ symbol }) => ({
      symbol,
      interval: '1d',
      from: epochMs(0),
      to: epochMs(Date.parse('2014-01-01')),
      hours: 'regular',
      asOf,
    })),
  );
  for (const { symbol, records } of answers)
    if (records.length > 0) await writer.append(symbol, '1d', records);
  await writer.commit();
}
