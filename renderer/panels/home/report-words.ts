import type { FolderPart, FolderReport } from '../../../shared/domain/folder-report.ts';
import { formatCount } from '../../format/numbers.ts';

const KINDS: Record<FolderPart['kind'], string> = {
  daily_csv: 'Daily CSV files',
  lean: 'LEAN folder',
  parquet: 'Parquet files',
};

/** How a data source of a folder is called. */
export function kindWords({ kind }: Pick<FolderPart, 'kind'>): string {
  return KINDS[kind];
}

/** What can be played, and that nothing has happened yet. */
export function periodWords({ from, to }: Pick<FolderReport, 'from' | 'to'>): string {
  if (from === null || to === null) return 'Nothing in it can be played. It is only read, never changed.';
  return `Data from ${from} to ${to}. Nothing is loaded yet; the folder is only read, never changed.`;
}

/** `America/New_York` as `New York`. */
export function zoneWords(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `none`, `23 rows`. */
export function rejectedWords(count: number): string {
  if (count === 0) return 'none';
  return `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
}
