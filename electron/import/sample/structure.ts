import { Cells, DELIMITERS, type Delimiter } from '../text/cells.ts';
import { type CellKind, cellKind } from './cell-kind.ts';
import type { SampleFile, SampleRow } from './sample-file.ts';

/** Rows that a file's structure is told by. */
const LOOKED_AT = 200;
const MOST_PREAMBLE = 60;
/** A runner-up with this share of the winner's score leaves the delimiter open. */
const CLOSE_SCORE = 0.8;
/** What spaces count for beside another delimiter. */
const BLANKS = 0.6;
/** Kinds that make a column a column of data. */
const FIGURES: ReadonlySet<CellKind> = new Set(['number', 'date', 'clock']);

export interface DelimiterScore {
  readonly delimiter: Delimiter;
  readonly score: number;
  /** Most frequent number of fields of a row. */
  readonly width: number;
  /** Share of the rows that have as many. */
  readonly agreeing: number;
}

/** How a file is cut into rows and fields. */
export interface Structure {
  readonly delimiter: Delimiter;
  readonly width: number;
  /** Line of the header; 0 where there is none. */
  readonly headerLine: number;
  /** Names of the columns as written; empty where there is no header. */
  readonly names: readonly string[];
  /** Lines after the header, or at the beginning, that hold nothing of a bar: comments, titles, units. */
  readonly firstLine: number;
}

/** Scores of all delimiters, the best first: how many columns of figures they make, on how many rows. */
export function scoreDelimiters(rows: readonly SampleRow[]): DelimiterScore[] {
  return DELIMITERS.map((delimiter) => scoreOf(delimiter, rows.slice(0, LOOKED_AT))).sort(
    (left, right) => right.score - left.score,
  );
}

/** True where the second delimiter is nearly as good as the first. */
export function isClose([best, second]: readonly DelimiterScore[]): boolean {
  return best !== undefined && second !== undefined && second.score > CLOSE_SCORE * best.score;
}

function scoreOf(delimiter: Delimiter, rows: readonly SampleRow[]): DelimiterScore {
  const table = rows.map((row) => cellsOf(row, delimiter));
  const width = mostFrequent(table.map(({ length }) => length).filter((length) => length > 1));
  const whole = table.filter(({ length }) => length === width);
  const agreeing = rows.length === 0 ? 0 : whole.length / rows.length;
  if (width < 2) return { delimiter, score: 0, width, agreeing };
  let figures = 0;
  for (let column = 0; column < width; column += 1) {
    const kinds = whole.map((cells) => cellKind(cells[column] ?? ''));
    const filled = kinds.filter((kind) => kind !== 'empty').length;
    if (filled > 0 && kinds.filter((kind) => FIGURES.has(kind)).length >= 0.7 * filled) figures += 1;
  }
  const score = agreeing * Math.min(figures, 7);
  // Blanks stand around other delimiters too, and beside dates.
  return { delimiter, score: delimiter === ' ' ? BLANKS * score : score, width, agreeing };
}

/** The structure of a file for a delimiter; undefined where no row of it holds figures. */
export function structureOf(file: Pick<SampleFile, 'rows'>, delimiter: Delimiter): Structure | undefined {
  const head = file.rows.filter(({ block }) => block === 0);
  const width = scoreOf(delimiter, head.slice(0, LOOKED_AT)).width;
  if (width < 2) return undefined;
  const first = head.slice(0, MOST_PREAMBLE).findIndex((row) => isData(cellsOf(row, delimiter)));
  if (first === -1) return undefined;
  const before = head.slice(0, first);
  // The names stand in the last line before the figures that has as many fields, or nearly.
  const header = before.findLast((row) => isHeader(cellsOf(row, delimiter), width));
  const named = before.findLast((row) => knownNames(cellsOf(row, delimiter)) >= 3) ?? header;
  return {
    delimiter,
    width,
    headerLine: named?.line ?? 0,
    names: named === undefined ? [] : cellsOf(named, delimiter),
    firstLine: head[first]?.line ?? 1,
  };
}

const COMMON_NAME = /(date|time|open|high|low|close|last|vol|price|symbol|ticker)/i;

function knownNames(cells: readonly string[]): number {
  return cells.filter((cell) => COMMON_NAME.test(cell)).length;
}

function isHeader(cells: readonly string[], width: number): boolean {
  const texts = cells.filter((cell) => cellKind(cell) === 'text').length;
  return texts >= 2 && texts >= (cells.length - 1) / 2 && cells.length >= Math.min(width, 4) - 1;
}

/** A row of a bar has several figures, or a date and one. */
function isData(cells: readonly string[]): boolean {
  const kinds = cells.map(cellKind);
  const numbers = kinds.filter((kind) => kind === 'number').length;
  const dated = kinds.filter((kind) => kind === 'date' || kind === 'clock').length;
  return numbers >= 3 || (dated > 0 && dated + numbers >= 2);
}

/** The fields of a row as text. */
export function cellsOf({ bytes }: Pick<SampleRow, 'bytes'>, delimiter: Delimiter): string[] {
  const cells = new Cells(delimiter);
  cells.split(bytes, 0, bytes.length);
  return Array.from({ length: cells.count }, (_, index) => cells.text(index));
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [[most] = [0]] = [...counts].sort(([a, times], [b, others]) => others - times || b - a);
  return most;
}
