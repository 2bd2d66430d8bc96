import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import { DATE_STYLES, type DateStyle, StampReader } from '../text/stamps.ts';
import type { SampleTable } from './table.ts';

/** Cells of a column that are looked at to tell whether it holds dates. */
const LOOKED_AT = 300;
const MOST = 0.9;
/** A column of plain figures is one of days or instants only between these. */
const EARLIEST_DAY = 3_650;
const LATEST_DAY = 27_400;

/** Reads text with a stamp reader; the bytes are its own. */
export function readStamp(reader: StampReader, text: string): boolean {
  const bytes = Buffer.from(text, 'latin1');
  return reader.read(bytes, 0, bytes.length);
}

export function readClock(reader: StampReader, text: string): boolean {
  const bytes = Buffer.from(text, 'latin1');
  return reader.readClock(bytes, 0, bytes.length);
}

/** Cells of a column, evenly spread, empty ones left out. */
export function spread(table: SampleTable, column: number): string[] {
  const step = Math.max(1, Math.floor(table.rows.length / LOOKED_AT));
  const cells: string[] = [];
  for (let at = 0; at < table.rows.length; at += step) {
    const cell = table.rows[at]?.cells[column] ?? '';
    if (cell !== '') cells.push(cell);
  }
  return cells;
}

/** Share of a column's fields that some one style reads as a day of the last decades. */
function stampShare(table: SampleTable, column: number): number {
  const cells = spread(table, column);
  if (cells.length === 0) return 0;
  return Math.max(...DATE_STYLES.map((style) => shareOf(cells, style)));
}

function shareOf(cells: readonly string[], style: DateStyle): number {
  const reader = new StampReader(style);
  let good = 0;
  for (const cell of cells) {
    if (readStamp(reader, cell) && reader.day >= EARLIEST_DAY && reader.day <= LATEST_DAY) good += 1;
  }
  return good / cells.length;
}

export interface StampColumn {
  readonly column: number;
  readonly isNamed: boolean;
  /** Columns that hold dates too. */
  readonly others: readonly number[];
}

/** The column that says when a bar was: one of a name for it, else the first whose fields are dates. */
export function bestStampColumn(table: SampleTable, named: readonly number[]): StampColumn | undefined {
  const dated = table.names.flatMap((_, column) =>
    (named.includes(column) || table.kinds[column] !== 'text') && stampShare(table, column) >= MOST
      ? [column]
      : [],
  );
  // Figures that happen to be days of a spreadsheet are dates only where nothing better is there.
  const plain = dated.filter((column) => table.kinds[column] !== 'number' || named.includes(column));
  const candidates = plain.length > 0 ? plain : dated.filter((column) => isIncreasing(table, column));
  const best = named.find((column) => candidates.includes(column)) ?? candidates[0];
  if (best === undefined) return undefined;
  return {
    column: best,
    isNamed: named.includes(best),
    others: candidates.filter((column) => column !== best),
  };
}

/** A column of instants goes up, or down, from row to row; prices do not. */
function isIncreasing(table: SampleTable, column: number): boolean {
  const values = spread(table, column).map(Number);
  let up = 0;
  let down = 0;
  for (let at = 1; at < values.length; at += 1) {
    const step = (values[at] ?? 0) - (values[at - 1] ?? 0);
    if (step > 0) up += 1;
    else if (step < 0) down += 1;
  }
  return Math.min(up, down) <= 0.05 * values.length && Math.max(up, down) > 0.5 * (values.length - 1);
}

/** The dates of a column have the time of day beside them. */
export function hasOwnClock(table: SampleTable, column: number): boolean {
  const cells = spread(table, column);
  return DATE_STYLES.some((style) => {
    const reader = new StampReader(style);
    const timed = cells.filter((cell) => readStamp(reader, cell) && reader.hasClock && reader.time !== 0);
    return timed.length >= MOST * 0.5 * cells.length && timed.length > 0;
  });
}

/** The column with the time of day, beside one of dates. */
export function clockColumn(table: SampleTable, stamp: number, named: readonly number[]): number | undefined {
  const reader = new StampReader('ymd');
  const isClock = (column: number): boolean => {
    const cells = spread(table, column);
    return (
      column !== stamp &&
      cells.length > 0 &&
      cells.filter((cell) => readClock(reader, cell)).length >= MOST * cells.length
    );
  };
  const byName = named.find((column) => column !== stamp && isClock(column));
  if (byName !== undefined) return byName;
  const written = table.kinds.findIndex((kind, column) => kind === 'clock' && isClock(column));
  if (written !== -1) return written;
  // Without a header `930` and `1600` are times where they stand right after the date and stay below 24 hours.
  const next = stamp + 1;
  if (table.hasHeader || table.kinds[next] !== 'number' || !isClock(next)) return undefined;
  return spread(table, next).every((cell) => /^\d{3,6}$/.test(cell)) ? next : undefined;
}

/** True where rows go back in time, read in whichever way most of them can be. */
export function isNewestFirst(
  table: SampleTable,
  { stamp, clock }: { stamp: number; clock: number },
): boolean {
  if (stamp === -1) return false;
  const rows = table.rows.slice(0, LOOKED_AT).map(({ cells }) => cells);
  let back = 0;
  let forth = 0;
  for (const style of DATE_STYLES) {
    const reader = new StampReader(style);
    let last = Number.NaN;
    for (const cells of rows) {
      if (!readStamp(reader, cells[stamp] ?? '')) continue;
      if (clock !== -1 && !readClock(reader, cells[clock] ?? '')) continue;
      const moment = reader.day * MILLISECONDS_PER_DAY + reader.time;
      if (moment > last) forth += 1;
      else if (moment < last) back += 1;
      last = moment;
    }
  }
  return back > forth;
}
