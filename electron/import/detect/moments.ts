import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import { type DateStyle, StampReader } from '../text/stamps.ts';
import type { ColumnMap } from './columns.ts';
import { readClock, readStamp } from './stamp-columns.ts';
import type { SampleTable } from './table.ts';

/** When each row of a sample was, as it is written: in local time, of a zone that may not be known yet. */
export interface Moments {
  /** Days since 1970-01-01 of the local date; NaN where the row's stamp cannot be read. */
  readonly days: Float64Array;
  /** Local time in ms since 1970-01-01, as if it were UTC; NaN likewise. */
  readonly locals: Float64Array;
  /** Local time minus UTC in ms; NaN where the row does not say it. */
  readonly offsets: Float64Array;
  /** Rows that could be read. */
  readonly good: number;
}

/** Reads the stamps of all rows in one style. */
export function readMoments(
  table: SampleTable,
  { stamp, clock }: Pick<ColumnMap, 'stamp' | 'clock'>,
  style: DateStyle,
): Moments {
  const count = table.rows.length;
  const days = new Float64Array(count).fill(Number.NaN);
  const locals = new Float64Array(count).fill(Number.NaN);
  const offsets = new Float64Array(count).fill(Number.NaN);
  const reader = new StampReader(style);
  let good = 0;
  table.rows.forEach(({ cells }, row) => {
    if (!readStamp(reader, cells[stamp] ?? '')) return;
    if (clock !== -1 && !readClock(reader, cells[clock] ?? '')) return;
    good += 1;
    days[row] = reader.day;
    locals[row] = reader.day * MILLISECONDS_PER_DAY + reader.time;
    offsets[row] = reader.offset;
  });
  return { days, locals, offsets, good };
}
