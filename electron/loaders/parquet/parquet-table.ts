import type { Calendar } from '../../engine/calendar/contract.ts';
import type { BarTable } from '../files/tables/bar-table.ts';
export async function openParquetTable(_options: unknown, _calendar: Calendar): Promise<BarTable> {
  throw new Error('not yet');
}
