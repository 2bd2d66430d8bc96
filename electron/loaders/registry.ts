import type { Calendar } from '../engine/calendar/contract.ts';
import { createArchiveSource } from './archive/archive-source.ts';
import { CachedSource } from './cache/cached-source.ts';
import { fingerprintOf } from './cache/fingerprint.ts';
import { PackShelf } from './cache/pack-shelf.ts';
import type { DataSource, SourceOptions } from './contract.ts';
import { DailyCsvSource } from './daily-csv/daily-csv-source.ts';
import { LeanSource } from './lean/lean-source.ts';
import { PacedSource } from './paced/paced-source.ts';
import { createParquetSource } from './parquet/parquet-source.ts';
import { createSimulatedSource } from './simulated/simulated-source.ts';

/**
 * Makes a source of any kind, kept to whatever limits it states. Nothing is opened yet: a wrong path shows at
 * the first question. With a cache, what is slow to parse is kept for the next time.
 */
export function createSource(options: SourceOptions, calendar: Calendar, cache?: ColumnCache): DataSource {
  const another = (): DataSource => bareSource(options, calendar);
  if (cache === undefined || options.kind === 'simulated') return new PacedSource(another(), calendar);
  const cached = new CachedSource({
    source: another(),
    another,
    shelf: new PackShelf(cache.folder),
    fingerprint: async () => {
      const fingerprint = await fingerprintOf(options);
      return fingerprint === undefined ? undefined : `${cache.program} ${fingerprint}`;
    },
    // LEAN's prices are adjusted to the day that is asked for, and its tickers are those of that day.
    anyDate: options.kind !== 'lean',
  });
  return new PacedSource(cached, calendar);
}

/** Where history is kept as columns, and what tells this program's answers from another version's. */
export interface ColumnCache {
  readonly folder: string;
  readonly program: string;
}

function bareSource(options: SourceOptions, calendar: Calendar): DataSource {
  switch (options.kind) {
    case 'simulated':
      return createSimulatedSource(options, calendar);
    case 'daily_csv':
      return new DailyCsvSource(options, calendar);
    case 'lean':
      return new LeanSource(options, calendar);
    case 'archive':
      return createArchiveSource(options, calendar);
    case 'parquet':
      return createParquetSource(options, calendar);
  }
}
