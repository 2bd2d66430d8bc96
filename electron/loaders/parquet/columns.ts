import type { ParquetColumn, ParquetStatement } from '../contract.ts';
import { SourceError } from '../source-error.ts';

/** A column of the files, as DuckDB describes it. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/** Which column is what; no symbol where the files' names say whose bars they are. */
export type BarColumns = Readonly<Record<Exclude<ParquetColumn, 'symbol'>, FileColumn>> & {
  readonly symbol: FileColumn | undefined;
};

/** Usual names, in lower case without signs. */
const SYNONYMS: Readonly<Record<ParquetColumn, readonly string[]>> = {
  time: [
    'time', 'date', 'datetime', 'timestamp', 'ts', 'tsevent', 'start', 'starttime', 'begin', 'bartime', 'barstart',
    'opentime', 'windowstart', 'tradedate', 'sessiondate', 'day', 'indexlevel0', 't',
  ],
  symbol: ['symbol', 'sym', 'ticker', 'instrument', 'code', 'ric'],
  open: ['open', 'openprice', 'o', 'first'],
  high: ['high', 'highprice', 'h', 'max'],
  low: ['low', 'lowprice', 'l', 'min'],
  close: ['close', 'closeprice', 'c', 'last'],
  volume: ['volume', 'vol', 'v', 'size', 'qty', 'sharevolume'],
}; // biome-ignore format: words in lines

/**
 * Finds the columns of bars by their names, where they are not stated. Throws SourceError that names what is
 * lacking or could be two, and the columns that there are.
 */
export function findColumns(columns: readonly FileColumn[], stated: ParquetStatement): BarColumns {
  const required = (role: ParquetColumn): FileColumn => {
    const found = findColumn(role, columns, stated);
    if (found !== undefined) return found;
    throw unclear(`no column is the bars' ${role}`, role, columns);
  };
  return {
    time: required('time'),
    open: required('open'),
    high: required('high'),
    low: required('low'),
    close: required('close'),
    volume: required('volume'),
    symbol: findColumn('symbol', columns, stated),
  };
}

function findColumn(
  role: ParquetColumn,
  columns: readonly FileColumn[],
  stated: ParquetStatement,
): FileColumn | undefined {
  const name = stated.columns?.[role];
  if (name !== undefined) {
    const found = columns.find((column) => column.name === name);
    if (found === undefined) throw unclear(`there is no column "${name}"`, role, columns);
    return found;
  }
  const known = SYNONYMS[role];
  const fitting = columns.filter((column) => known.includes(plain(column.name)));
  // One that is called so exactly is meant; of others that could be it, none is picked in silence.
  const exact = fitting.filter((column) => plain(column.name) === role);
  const candidates = exact.length === 1 ? exact : fitting;
  if (role === 'time' && fitting.length > 1) throw tooMany(role, fitting);
  if (candidates.length > 1) throw tooMany(role, candidates);
  return candidates[0];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function tooMany(role: ParquetColumn, candidates: readonly FileColumn[]): SourceError {
  const names = candidates.map(({ name }) => `"${name}"`).join(' or ');
  return unclear(`the bars' ${role} may be ${names}`, role, candidates);
}

function unclear(what: string, role: ParquetColumn, columns: readonly FileColumn[]): SourceError {
  const names = columns.map(({ name }) => name).join(', ');
  return new SourceError(
    'folder_unexpected',
    `Parquet files: ${what}; state it as columns.${role} (there are: ${names}).`,
  );
}
