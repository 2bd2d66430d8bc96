import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { newestVersion } from '../../archive/catalogue.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { madeBars, starts } from '../../loaders/testing/made-bars.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { folderConfig } from './folder-config.ts';
import { folderReport } from './folder-report.ts';
import { scanFolder } from './scan-folder.ts';

const calendar = exchangeCalendar('NYSE');
const today = sessionDate('2024-07-01');

/** A folder of Parquet files: days in one file, or minutes in a table that is kept in parts. */
async function parquetFolder(interval: Interval): Promise<string> {
  const root = temporaryFolder();
  const writer = await openArchiveWriter(root, {
    name: 'bars',
    origin: 'made up',
    exchange: 'NYSE',
    basis: { kind: 'raw' },
  });
  const at = starts(calendar, interval, '2024-05-29', '2024-06-03');
  for (const [seed, symbol] of ['AAPL', 'BRK.B'].entries()) {
    await writer.append(symbolId(symbol), interval, madeBars(at, seed));
  }
  await writer.commit();
  return (await newestVersion(root, 'bars'))?.folder ?? '';
}

function scanned(folder: string) {
  return scanFolder(folder, calendar, () => undefined);
}

describe('a folder of Parquet files', () => {
  it('tells its days and symbols', async () => {
    const { parts, problems } = await scanned(await parquetFolder('1d'));

    expect(problems).toEqual([]);
    expect(parts).toEqual([
      {
        name: 'parquet',
        kind: 'parquet',
        path: '.',
        files: 2,
        checkedFiles: 2,
        symbols: ['AAPL', 'BRK.B'],
        intervals: ['1d'],
        dailyFrom: '2024-05-29',
        dailyTo: '2024-06-03',
        minutes: [],
        goodRows: 8,
        rejectedRows: 0,
        rejected: [],
      },
    ]);
  });

  it('tells the sessions of its minutes, and makes a session of the answers: how prices are expressed is asked', async () => {
    const found = await scanned(await parquetFolder('1m'));
    const report = folderReport('id', 'bars', found, calendar, today);
    const [basis, sessions] = report.questions;

    expect(found.parts[0]).toMatchObject({ path: 'bars-1m', goodRows: 2 * 4 * 390 });
    expect(found.parts[0]?.minutes.map(({ date, some }) => [date, some.length])).toEqual([
      ['2024-05-29', 2],
      ['2024-05-30', 2],
      ['2024-05-31', 2],
      ['2024-06-03', 2],
    ]);
    expect(basis).toMatchObject({ proposed: null });
    expect(basis?.options.map(({ value }) => value)).toEqual(['2024-06-03', '2024-07-01', 'raw']);
    const answers = { [basis?.id ?? '']: 'raw', [sessions?.id ?? '']: sessions?.proposed ?? '' };
    const config = folderConfig(report, found, answers, calendar);
    expect(config.ok && config.value.data_sources).toEqual([
      { name: 'parquet', kind: 'parquet', path: 'bars-1m', basis: 'raw' },
    ]);
  });

  it('that cannot be read is left out, with the reason and without its place', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'AAPL.parquet'), 'none');
    const { parts, problems } = await scanned(folder);

    expect(parts).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^The folder itself is left out: /)]);
    expect(problems.join()).not.toContain(folder);
  });
});
