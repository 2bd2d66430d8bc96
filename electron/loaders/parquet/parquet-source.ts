import type { Calendar } from '../../engine/calendar/contract.ts';
import type { DataSource, SourceOptions } from '../contract.ts';
import { TableSource } from '../files/tables/table-source.ts';
import { openParquetTable } from './open-parquet.ts';

type ParquetOptions = Extract<SourceOptions, { kind: 'parquet' }>;

/** Bars of a folder of Parquet files, read where it is; nothing is written or changed there. */
export function createParquetSource(options: ParquetOptions, calendar: Calendar): DataSource {
  return new TableSource(options.name, 'parquet', calendar, () => openParquetTable(options, calendar));
}
