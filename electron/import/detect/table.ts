import { type CellKind, cellKind } from '../sample/cell-kind.ts';
import type { SampleFile } from '../sample/sample-file.ts';
import { cellsOf, type Structure } from '../sample/structure.ts';

/** One file of a layout, looked into, and how its rows begin. */
export interface StructuredFile {
  readonly file: SampleFile;
  readonly structure: Structure;
}

export interface TableRow {
  readonly file: SampleFile;
  readonly line: number;
  readonly block: number;
  readonly cells: readonly string[];
}

/** Rows of a sample as fields, those that have the usual number of them. */
export interface SampleTable {
  /** Names of the columns, or `column 3`. */
  readonly names: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly TableRow[];
  /** Rows of another number of fields. */
  readonly ragged: number;
  /** What most cells of each column look like, empty ones left out. */
  readonly kinds: readonly CellKind[];
}

const KINDS_LOOKED_AT = 400;

/** @param withHeader false where the first line is taken for data */
export function sampleTable(files: readonly StructuredFile[], withHeader: boolean): SampleTable {
  const width = Math.max(...files.map(({ structure }) => structure.width));
  const rows: TableRow[] = [];
  let ragged = 0;
  for (const { file, structure } of files) {
    const from = withHeader ? structure.firstLine : 1;
    for (const row of file.rows) {
      if (row.block === 0 && row.line < from) continue;
      const cells = cellsOf(row, structure.delimiter);
      if (cells.length <= width && cells.length >= Math.min(4, width))
        rows.push({ file, line: row.line, block: row.block, cells });
      else ragged += 1;
    }
  }
  const named = withHeader ? (files[0]?.structure.names ?? []) : [];
  const columns = Array.from({ length: Math.max(width, 0) }, (_, index) => index);
  return {
    names: columns.map((index) => named[index]?.trim() || `column ${index + 1}`),
    hasHeader: named.length > 0,
    rows,
    ragged,
    kinds: columns.map((index) => kindOf(rows, index)),
  };
}

function kindOf(rows: readonly TableRow[], column: number): CellKind {
  const counts = new Map<CellKind, number>();
  const step = Math.max(1, Math.floor(rows.length / KINDS_LOOKED_AT));
  for (let at = 0; at < rows.length; at += step) {
    const kind = cellKind(rows[at]?.cells[column] ?? '');
    if (kind !== 'empty') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const [[kind] = ['empty' as const]] = [...counts].sort(([, a], [, b]) => b - a);
  return kind;
}

/** `AAPL.csv row 14`, for evidence. */
export function placeOf({ file, line }: Pick<TableRow, 'file' | 'line'>): string {
  return line === 0 ? `a row inside ${file.name}` : `${file.name} line ${line}`;
}
