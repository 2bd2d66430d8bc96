import { named } from '../../duckdb/database.ts';
import { SourceError } from '../source-error.ts';
import type { FileColumn } from './columns.ts';

/** How a column of times is read. */
export interface StampColumn {
  /** SQL of the stamp as a DOUBLE of milliseconds; wall time counts as if it were UTC. */
  readonly milliseconds: string;
  /** `instant`: names a moment; `wall`: a clock's reading without its zone; `date`: a day. */
  readonly kind: 'instant' | 'wall' | 'date';
  /** SQL condition that is true of every stamp in [from, before), and lets whole row groups be skipped. */
  readonly between: (from: number, before: number) => string;
}

/** Seconds, milliseconds, microseconds, nanoseconds since 1970: the least number of each, for times after 1973. */
const EPOCH_UNITS: readonly (readonly [least: number, perMillisecond: number])[] = [
  [1e17, 1e6],
  [1e14, 1e3],
  [1e11, 1],
  [1e8, 1e-3],
];
const FIRST_COMPACT_DATE = 19_000_101;
const LAST_COMPACT_DATE = 21_001_231;
const NUMBER_TYPE = /^U?(BIGINT|INTEGER|HUGEINT)$|^DOUBLE$/;
const WITH_ZONE = /(Z|[+-]\d\d(:?\d\d)?)$/i;
const DATE_TEXT = /^\d{4}-\d\d-\d\d$/;

/**
 * How a column's times are to be read, by its type and one of its values as text. Throws SourceError for a type
 * that holds no times.
 */
export function stampColumn({ name, type }: FileColumn, example: string): StampColumn {
  const column = named(name);
  if (type === 'DATE') return sqlStamp(column, 'DATE', 'date');
  if (type === 'TIMESTAMP WITH TIME ZONE') return sqlStamp(column, 'TIMESTAMPTZ', 'instant');
  if (type.startsWith('TIMESTAMP')) return sqlStamp(column, 'TIMESTAMP', 'wall');
  if (NUMBER_TYPE.test(type)) return numberStamp(name, column, Number(example));
  if (type === 'VARCHAR') {
    const kind = DATE_TEXT.test(example) ? 'date' : WITH_ZONE.test(example) ? 'instant' : 'wall';
    const as = kind === 'instant' ? 'TIMESTAMPTZ' : 'TIMESTAMP';
    return { kind, milliseconds: `epoch_ms(try_cast(${column} AS ${as}))::DOUBLE`, between: () => 'true' };
  }
  throw new SourceError('folder_unexpected', `Parquet files: the column ${name} holds ${type}, no times.`);
}

function sqlStamp(column: string, type: string, kind: StampColumn['kind']): StampColumn {
  const literal = (milliseconds: number): string => {
    const text = new Date(milliseconds).toISOString();
    if (type === 'DATE') return `DATE '${text.slice(0, 10)}'`;
    return type === 'TIMESTAMPTZ' ? `TIMESTAMPTZ '${text}'` : `TIMESTAMP '${text.slice(0, -1)}'`;
  };
  return {
    kind,
    milliseconds: `epoch_ms(${column}::${type === 'TIMESTAMPTZ' ? type : 'TIMESTAMP'})::DOUBLE`,
    between: (from, before) => `${column} >= ${literal(from)} AND ${column} < ${literal(before)}`,
  };
}

function numberStamp(name: string, column: string, example: number): StampColumn {
  if (example >= FIRST_COMPACT_DATE && example <= LAST_COMPACT_DATE) {
    const milliseconds = `epoch_ms(try_strptime(${column}::BIGINT::VARCHAR, '%Y%m%d'))::DOUBLE`;
    return { kind: 'date', milliseconds, between: () => 'true' };
  }
  const unit = EPOCH_UNITS.find(([least]) => Math.abs(example) >= least)?.[1];
  if (unit === undefined) {
    throw new SourceError(
      'folder_unexpected',
      `Parquet files: the column ${name} holds numbers such as ${example}, which are no times.`,
    );
  }
  return {
    kind: 'instant',
    milliseconds: `(${column}::DOUBLE / ${unit})`,
    between: (from, before) => `${column} >= ${from * unit} AND ${column} < ${before * unit}`,
  };
}
