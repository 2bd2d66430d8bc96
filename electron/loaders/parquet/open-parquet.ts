import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { normalizeSymbol } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { Database, named } from '../../duckdb/database.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { SourceOptions } from '../contract.ts';
import { DataFolder } from '../files/data-folder.ts';
import type { BarTable, TableSeries } from '../files/tables/bar-table.ts';
import { messageOf, SourceError } from '../source-error.ts';
import { type BarTimes, barStart } from './bar-times.ts';
import { type BarColumns, findColumns } from './columns.ts';
import { detectTimes } from './detect-times.ts';
import { listParquet, symbolsByName } from './parquet-files.ts';
import { type ParquetLayout, ParquetTable, relationOf } from './parquet-table.ts';
import { type StampColumn, stampColumn } from './stamps.ts';

type ParquetOptions = Extract<SourceOptions, { kind: 'parquet' }>;

const EXPECTED = 'a folder of Parquet files of bars';
const MEMORY_MEGABYTES = 192;
/** Symbols and newest bars of each that the times are told from. */
const SAMPLED_SYMBOLS = 3;
const SAMPLED_BARS = 5_000;

/** Looks into a folder and tells how its rows are to be read. Rejects with SourceError where that is not clear. */
export async function openParquetTable(options: ParquetOptions, calendar: Calendar): Promise<BarTable> {
  const folder = new DataFolder(options.path, EXPECTED);
  const names = listParquet(folder);
  if (names.length === 0) {
    throw new SourceError(
      'folder_unexpected',
      `${options.path} holds no Parquet files; expected: ${EXPECTED}`,
    );
  }
  const paths = names.map((name) => folder.locate(name));
  const database = await Database.open({ folders: [folder.root], memoryMegabytes: MEMORY_MEGABYTES });
  try {
    return new ParquetTable(await lookInto({ database, paths, names }, options, calendar));
  } catch (error) {
    database.close();
    if (error instanceof SourceError) throw error;
    throw new SourceError('file_unreadable', `${options.path} cannot be read: ${messageOf(error)}`);
  }
}

type Files = Pick<ParquetLayout, 'database' | 'paths' | 'names'>;

async function lookInto(files: Files, options: ParquetOptions, calendar: Calendar): Promise<ParquetLayout> {
  const relation = relationOf(files.paths);
  const described = await files.database.texts(`DESCRIBE SELECT * FROM ${relation}`);
  const columns = findColumns(
    described.map(([name = '', type = '']) => ({ name, type })),
    options.stated,
  );
  const stamp = await stampOf(files, columns);
  const found = await findSeries(files, columns, stamp);
  if (found.series.length === 0) {
    throw new SourceError('folder_unexpected', `${options.path} holds Parquet files without a bar.`);
  }
  const samples: Float64Array[] = [];
  for (const own of spread(found.series))
    samples.push(await sample(files.database, own.where, relation, stamp));
  const times = detectTimes(samples, stamp.kind, options.stated, calendar);
  return {
    ...files,
    columns,
    stamp,
    times,
    basis: options.basis,
    calendar,
    series: seriesOf(found.series, times, calendar),
    spellings: columns.symbol === undefined ? undefined : found.spellings,
    filesOf: found.filesOf,
  };
}

async function stampOf({ database, paths }: Files, { time }: BarColumns): Promise<StampColumn> {
  const column = named(time.name);
  const [example] = await database.texts(
    `SELECT ${column}::VARCHAR FROM ${relationOf(paths)} WHERE ${column} IS NOT NULL LIMIT 1`,
  );
  return stampColumn(time, example?.[0] ?? '');
}

/** A symbol's rows: their first and last stamp, and the condition that finds them. */
interface FoundSeries {
  readonly symbol: SymbolId;
  readonly first: number;
  readonly last: number;
  readonly where: string;
}

interface Found {
  readonly series: readonly FoundSeries[];
  readonly spellings: ReadonlyMap<SymbolId, readonly string[]>;
  readonly filesOf: ReadonlyMap<SymbolId, readonly number[]>;
}

async function findSeries(
  { database, paths, names }: Files,
  { symbol: column }: BarColumns,
  { milliseconds }: StampColumn,
): Promise<Found> {
  const byName = column === undefined ? symbolsByName(names) : [];
  const owner = column === undefined ? 'file_index::VARCHAR' : `${named(column.name)}::VARCHAR`;
  const rows = await database.texts(
    `SELECT ${owner}, min(${milliseconds})::VARCHAR, max(${milliseconds})::VARCHAR
     FROM ${relationOf(paths)} GROUP BY 1 ORDER BY 1`,
  );
  const series = new Map<SymbolId, FoundSeries>();
  const spellings = new Map<SymbolId, string[]>();
  const filesOf = new Map<SymbolId, number[]>();
  for (const [text = '', first = '', last = ''] of rows) {
    const symbol = column === undefined ? byName[Number(text)] : normalizeSymbol(text);
    if (symbol === undefined || first === '' || last === '') continue;
    const known = series.get(symbol);
    const where =
      column === undefined
        ? `file_index = ${text}`
        : `${named(column.name)} = '${text.replaceAll("'", "''")}'`;
    series.set(symbol, {
      symbol,
      first: Math.min(known?.first ?? Infinity, Number(first)),
      last: Math.max(known?.last ?? -Infinity, Number(last)),
      where: known?.where ?? where,
    });
    if (column === undefined) filesOf.set(symbol, [...(filesOf.get(symbol) ?? []), Number(text)]);
    else spellings.set(symbol, [...(spellings.get(symbol) ?? []), text]);
  }
  return { series: [...series.values()], spellings, filesOf };
}

/** The first, one in the middle and the last. */
function spread(series: readonly FoundSeries[]): FoundSeries[] {
  const step = Math.max(1, (series.length - 1) / (SAMPLED_SYMBOLS - 1));
  const places = Array.from({ length: SAMPLED_SYMBOLS }, (_unused, place) => Math.round(place * step));
  return [...new Set(places)].flatMap((place) => series[place] ?? []);
}

async function sample(
  database: Database,
  where: string,
  relation: string,
  { milliseconds }: StampColumn,
): Promise<Float64Array> {
  const stamps = await database.doubles(
    `SELECT stamp FROM (SELECT ${milliseconds} AS stamp FROM ${relation} WHERE ${where})
     WHERE stamp IS NOT NULL ORDER BY stamp DESC LIMIT ${SAMPLED_BARS}`,
  );
  return stamps.reverse();
}

function seriesOf(found: readonly FoundSeries[], times: BarTimes, calendar: Calendar): TableSeries[] {
  const dateOf = (stamp: number) => {
    const start = barStart(stamp, times, calendar);
    return calendar.dateOf(epochMs(Math.round(Number.isNaN(start) ? stamp : start)));
  };
  return found
    .map(({ symbol, first, last }) => ({
      symbol,
      interval: times.interval,
      first: dateOf(first),
      last: dateOf(last),
    }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
