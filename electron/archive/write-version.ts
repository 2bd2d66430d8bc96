import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Interval, intervalIndex, isIntraday } from '../../shared/domain/interval.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { type Database, named, quoted } from '../duckdb/database.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { systemFiles } from '../engine/durable/file-system.ts';
import { syncFolder } from '../engine/durable/write-durably.ts';
import type { DatasetFile, DatasetManifest, DatasetSeries } from './contract.ts';
import { seriesFile } from './manifest.ts';
import { PRICES, sortStaged } from './sort-staged.ts';

/** What was appended, in its staging tables. */
export interface Staged {
  readonly database: Database;
  /** By their numbers. */
  readonly symbols: readonly SymbolId[];
  readonly intervals: readonly Interval[];
  readonly calendar: Calendar;
}

type Written = Pick<DatasetManifest, 'series' | 'files' | 'duplicates' | 'conflicts'>;

/** Small enough that a symbol's days are found without reading the whole market's. */
const ROWS_PER_GROUP = 20_480;
const AS_PARQUET = `(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${ROWS_PER_GROUP})`;

/** Writes the Parquet files of a version into a new folder; when it answers they are on the disk. */
export async function writeVersion(folder: string, staged: Staged): Promise<Written> {
  await mkdir(folder, { recursive: true });
  await listSymbols(staged);
  const series: DatasetSeries[] = [];
  const paths: string[] = [];
  let [duplicates, conflicts] = [0, 0];
  for (const interval of staged.intervals) {
    const repeats = await sortStaged(staged.database, interval);
    duplicates += repeats.duplicates;
    conflicts += repeats.conflicts;
    const own = await seriesOf(staged, interval);
    series.push(...own);
    paths.push(...(await writeInterval(folder, staged, interval, own)));
  }
  series.sort((a, b) => compare(a.symbol, b.symbol) || intervalIndex(a.interval) - intervalIndex(b.interval));
  const files: DatasetFile[] = [];
  for (const path of paths.sort(compare)) files.push(await settled(folder, path));
  return { series, files, duplicates, conflicts };
}

async function listSymbols({ database, symbols }: Staged): Promise<void> {
  await database.run('CREATE TABLE symbols (number DOUBLE, symbol VARCHAR, place DOUBLE)');
  const places = new Map([...symbols].sort(compare).map((symbol, place) => [symbol, place]));
  for (const [number, symbol] of symbols.entries()) {
    await database.run('INSERT INTO symbols VALUES (?, ?, ?)', [number, symbol, places.get(symbol) ?? 0]);
  }
}

async function seriesOf(
  { database, symbols, calendar }: Staged,
  interval: Interval,
): Promise<DatasetSeries[]> {
  const rows = await database.doubles(
    `SELECT number, count(*)::DOUBLE, min(start)::DOUBLE, max(start)::DOUBLE
     FROM ${named(`sorted_${interval}`)} GROUP BY number ORDER BY number`,
  );
  const series: DatasetSeries[] = [];
  for (let at = 0; at < rows.length; at += 4) {
    const [number = -1, bars = 0, first = 0, last = 0] = rows.subarray(at, at + 4);
    const symbol = symbols[number];
    if (symbol === undefined) throw new RangeError(`No symbol has number ${number}`);
    const [from, to] = [calendar.dateOf(epochMs(first)), calendar.dateOf(epochMs(last))];
    series.push({ symbol, interval, bars, first: from, last: to });
  }
  return series;
}

/** Days of all symbols in one file; of a finer interval, a file for each symbol. Answers their paths. */
async function writeInterval(
  folder: string,
  { database }: Staged,
  interval: Interval,
  series: readonly DatasetSeries[],
): Promise<string[]> {
  const table = named(`sorted_${interval}`);
  const paths = new Set<string>();
  for (const { symbol } of series) {
    const path = seriesFile(symbol, interval);
    if (paths.has(path)) continue;
    paths.add(path);
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    const own = isIntraday(interval) ? `WHERE symbol = ${quoted(symbol)}` : '';
    await database.run(
      `COPY (SELECT symbol, start, ${PRICES} FROM ${table} ${own}) TO ${quoted(file)} ${AS_PARQUET}`,
    );
  }
  return [...paths];
}

/** Syncs a file and its folders; answers its size and hash. */
async function settled(folder: string, path: string): Promise<DatasetFile> {
  const file = join(folder, path);
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  for (let at = path; at !== '.'; ) {
    at = dirname(at);
    await syncFolder(join(folder, at), systemFiles);
  }
  return { path, ...(await digestOf(file)) };
}

/** Size and sha256 of a file, read piece by piece. */
export async function digestOf(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
