import type { Calendar } from '../engine/calendar/contract.ts';
import { createArchiveSource } from './archive/archive-source.ts';
import type { DataSource, SourceOptions } from './contract.ts';
import { DailyCsvSource } from './daily-csv/daily-csv-source.ts';
import { LeanSource } from './lean/lean-source.ts';
import { PacedSource } from './paced/paced-source.ts';
import { createParquetSource } from './parquet/parquet-source.ts';
import { createSimulatedSource } from './simulated/simulated-source.ts';

/**
 * Makes a source of any kind, kept to whatever limits it states. Nothing is opened yet: a wrong path shows at
 * the first question.
 */
export function createSource(options: SourceOptions, calendar: Calendar): DataSource {
  return new PacedSource(bareSource(options, calendar), calendar);
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
