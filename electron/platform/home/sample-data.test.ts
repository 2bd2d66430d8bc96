import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { sampleData } from '../../testing/sample-data.ts';
import { scanFolder } from './scan-folder.ts';

const FOLDER = 'assets/sample-data';
const MOST_BYTES = 2_000_000;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

// UPDATE_SAMPLE_DATA=1 writes the folder anew.
it('the sample folder is what the simulated exchange makes', async () => {
  const made = await sampleData();
  if (process.env.UPDATE_SAMPLE_DATA === '1') {
    rmSync(FOLDER, { recursive: true, force: true });
    for (const [path, bytes] of made) {
      mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
      writeFileSync(join(FOLDER, path), bytes);
    }
  }
  expect(filesOf(FOLDER)).toEqual([...made.keys()].sort());
  for (const [path, bytes] of made) {
    expect(readFileSync(join(FOLDER, path)).equals(bytes), path).toBe(true);
  }
});

it('the sample folder is read wholly, without a rejected row', async () => {
  const { parts, problems } = await scanFolder(FOLDER, exchangeCalendar('NYSE'), () => undefined);
  expect(problems).toEqual([]);
  expect(parts.map(({ kind, rejectedRows, rejected }) => ({ kind, rejectedRows, rejected }))).toEqual([
    { kind: 'daily_csv', rejectedRows: 0, rejected: [] },
    { kind: 'lean', rejectedRows: 0, rejected: [] },
  ]);
  expect(parts[0]).toMatchObject({ files: 60, goodRows: 7_200, dailyTo: '2025-06-27' });
  expect(parts[1]).toMatchObject({ files: 120, intervals: ['1m'] });
  expect(parts[1]?.minutes.map(({ date, symbols }) => [date, symbols])).toEqual([
    ['2025-06-26', 60],
    ['2025-06-27', 60],
  ]);
});

it('the sample folder is small, and says that it is simulated', () => {
  const bytes = filesOf(FOLDER).reduce((sum, path) => sum + readFileSync(join(FOLDER, path)).length, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain('SIMULATED');
});
