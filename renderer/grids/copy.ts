/** A value as it is copied: times and words as text, figures as they are; undefined where there is none. */
export type CopiedValue = string | number | undefined;

/** One column of what is copied. */
export interface CopiedColumn<Row> {
  readonly title: string;
  readonly copy: (row: Row) => CopiedValue;
}

/**
 * Rows as tab-separated text with a header, for a spreadsheet: plain figures with a `-`, nothing where a
 * value is missing, and no text that a spreadsheet would run as a formula.
 */
export function tabSeparated<Row>(columns: readonly CopiedColumn<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ title }) => textCell(title));
  const lines = rows.map((row) => columns.map(({ copy }) => cell(copy(row))));
  return [header, ...lines].map((line) => line.join('\t')).join('\n');
}

function cell(value: CopiedValue): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? textCell(value) : figureCell(value);
}

/** Twelve significant digits: all that a price has, without the noise of binary fractions. */
function figureCell(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : '';
}

function textCell(value: string): string {
  const flat = value.replace(/[\t\r\n]+/g, ' ');
  return /^\s*[=+\-@−]/.test(flat) ? `'${flat}` : flat;
}
