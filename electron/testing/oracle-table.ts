import { readFileSync } from 'node:fs';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { testData } from './test-data.ts';

/** A published table: columns of numbers by their header, NaN where a field is empty or no number. */
export type OracleTable = Readonly<Record<string, number[]>>;

/** Reads `indicator-oracles/<path>`; headers without the spaces around them, ragged rows allowed. */
export function oracleTable(path: string): OracleTable {
  const text = readFileSync(testData(`indicator-oracles/${path}`), 'utf8').replace(/^\uFEFF/, '');
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim().length > 0);
  const rows = lines.map((line) => line.split(','));
  const table: Record<string, number[]> = {};
  for (const [index, name] of header.split(',').entries()) {
    // Side notes repeat names further right: the first column of a name is the table's.
    table[name.trim()] ??= rows.map((row) => numberOf(row[index]));
  }
  return table;
}

/** Reads `indicator-oracles/<path>`, a list of objects: a column for each of their keys, NaN where there is no number. */
export function oracleResults(path: string): OracleTable {
  const rows: readonly Readonly<Record<string, unknown>>[] = JSON.parse(
    readFileSync(testData(`indicator-oracles/${path}`), 'utf8'),
  );
  const columns = Object.keys(rows[0] ?? {}).map((key) => {
    return [key, rows.map(({ [key]: value }) => (typeof value === 'number' ? value : Number.NaN))];
  });
  return Object.fromEntries(columns);
}

/** Bars out of a table's columns of open, high, low, close, volume, whatever their case; close alone will do. */
export function tableBars(table: OracleTable): Float64Array {
  const column = (name: string): number[] | undefined =>
    Object.entries(table).find(([header]) => header.toLowerCase() === name)?.[1];
  const closes = column('close') ?? [];
  const fields = ['open', 'high', 'low', 'close', 'volume'].map((name) => column(name) ?? closes);
  const bars = new Float64Array(closes.length * BAR_STRIDE);
  for (let index = 0; index < closes.length; index += 1) {
    bars.set([index * 86_400_000, ...fields.map((field) => field[index] ?? Number.NaN)], index * BAR_STRIDE);
  }
  return bars;
}

function numberOf(field: string | undefined): number {
  return field === undefined || field.trim() === '' ? Number.NaN : Number(field);
}
