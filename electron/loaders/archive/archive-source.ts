import type { Calendar } from '../../engine/calendar/contract.ts';
import type { DataSource, SourceOptions } from '../contract.ts';
import { TableSource } from '../files/tables/table-source.ts';
import { openDatasetTable } from './dataset-table.ts';

type ArchiveOptions = Extract<SourceOptions, { kind: 'archive' }>;

/** Bars of a dataset that was imported into the archive. */
export function createArchiveSource(options: ArchiveOptions, calendar: Calendar): DataSource {
  return new TableSource(options.name, 'archive', calendar, () => openDatasetTable(options));
}
