import type { PriceBasis } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import { type Database, named, quoted } from '../../duckdb/database.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { type BarTable, ROW_START, ROW_STRIDE, type TableSeries } from '../files/tables/bar-table.ts';
import { type BarTimes, barStart, instantOf } from './bar-times.ts';
import type { BarColumns } from './columns.ts';
import type { StampColumn } from './stamps.ts';

/** What is known of an opened folder. */
export interface ParquetLayout {
  readonly database: Database;
  /** Absolute paths, and their names relative to the folder. */
  readonly paths: readonly string[];
  readonly names: readonly string[];
  readonly columns: BarColumns;
  readonly stamp: StampColumn;
  readonly times: BarTimes;
  readonly basis: PriceBasis;
  readonly calendar: Calendar;
  readonly series: readonly TableSeries[];
  /** How the symbols' column spells each; absent where files are told by their names. */
  readonly spellings: ReadonlyMap<SymbolId, readonly string[]> | undefined;
  /** Numbers of the files that hold each symbol, where files are told by their names. */
  readonly filesOf: ReadonlyMap<SymbolId, readonly number[]>;
}

/** How far a stamp lies from its bar's start at most: zones, ends for starts, days for sessions, weeks. */
const SLACK = 8 * MILLISECONDS_PER_DAY;
/** Outside of these no bar stands, and dates cannot be spelt. */
const FIRST_STAMP = Date.parse('1900-01-01T00:00:00Z');
const LAST_STAMP = Date.parse('2200-01-01T00:00:00Z');

/** The relation of some files, its partitions' names as texts. */
export function relationOf(paths: readonly string[]): string {
  const list = paths.map(quoted).join(', ');
  return `read_parquet([${list}], hive_partitioning = true, hive_types_autocast = false, union_by_name = true)`;
}

/** The rows of a folder of Parquet files. */
export class ParquetTable implements BarTable {
  readonly series: readonly TableSeries[];
  readonly basis: PriceBasis;
  readonly #layout: ParquetLayout;

  constructor(layout: ParquetLayout) {
    this.series = layout.series;
    this.basis = layout.basis;
    this.#layout = layout;
  }

  async rows(
    _interval: Interval,
    symbols: readonly SymbolId[],
    from: EpochMs,
    before: EpochMs,
  ): Promise<Float64Array> {
    const rows = await this.#layout.database.doubles(this.#question(symbols, from, before));
    const { times, calendar } = this.#layout;
    let kept = 0;
    for (let at = 0; at < rows.length; at += ROW_STRIDE) {
      const stamp = rows[at + ROW_START] ?? Number.NaN;
      const start = barStart(stamp, times, calendar);
      const place = Number.isNaN(start) ? instantOf(stamp, times.zone, calendar) : start;
      if (!(place >= from && place < before)) continue;
      rows.copyWithin(kept, at, at + ROW_STRIDE);
      rows[kept + ROW_START] = start;
      kept += ROW_STRIDE;
    }
    return rows.slice(0, kept);
  }

  fileName(number: number): string {
    return this.#layout.names[number] ?? '';
  }

  close(): void {
    this.#layout.database.close();
  }

  #question(symbols: readonly SymbolId[], from: EpochMs, before: EpochMs): string {
    const { columns, stamp, paths } = this.#layout;
    const { files, ordinal, wanted } = this.#choice(symbols);
    const prices = [columns.open, columns.high, columns.low, columns.close, columns.volume].map(
      ({ name }) => `try_cast(${named(name)} AS DOUBLE)`,
    );
    const within = stamp.between(
      epochMs(Math.max(FIRST_STAMP, from - SLACK)),
      epochMs(Math.min(LAST_STAMP, before + SLACK)),
    );
    return `SELECT ${ordinal}, ${stamp.milliseconds} AS stamp, ${prices.join(', ')},
              [${files.join(', ')}][file_index::BIGINT + 1]::DOUBLE, (file_row_number + 1)::DOUBLE
            FROM ${relationOf(files.map((file) => paths[file] ?? ''))}
            WHERE (${within})${wanted === undefined ? '' : ` AND ${wanted}`}
            ORDER BY 1, 2, file_index, file_row_number`;
  }

  /** Which files to read, which rows of them are wanted, and the SQL of the position of a row's symbol. */
  #choice(symbols: readonly SymbolId[]): {
    readonly files: readonly number[];
    readonly ordinal: string;
    readonly wanted: string | undefined;
  } {
    const { columns, spellings, filesOf, paths } = this.#layout;
    if (columns.symbol === undefined || spellings === undefined) {
      const owners = symbols.flatMap((symbol, position) =>
        (filesOf.get(symbol) ?? []).map((file) => ({ file, position })),
      );
      const positions = owners.map(({ position }) => position).join(', ');
      const ordinal = `[${positions}][file_index::BIGINT + 1]::DOUBLE`;
      return { files: owners.map(({ file }) => file), ordinal, wanted: undefined };
    }
    const column = named(columns.symbol.name);
    const texts = symbols.map((symbol) => (spellings.get(symbol) ?? []).map(quoted));
    const cases = texts.flatMap((own, position) => own.map((text) => `${text}: ${position}`));
    return {
      files: paths.map((_path, file) => file),
      ordinal: `(MAP {${cases.join(', ')}})[${column}::VARCHAR]::DOUBLE`,
      wanted: `${column} IN (${texts.flat().join(', ')})`,
    };
  }
}
