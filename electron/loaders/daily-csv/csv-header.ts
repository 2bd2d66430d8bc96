import { RowFields } from '../files/row-fields.ts';

export const REQUIRED_COLUMNS = ['date', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Where each column stands in a row. */
export interface CsvColumns extends Readonly<Record<(typeof REQUIRED_COLUMNS)[number], number>> {
  /** Number of columns of the header: every row must have as many. */
  readonly count: number;
}

/** Reads a header line, names in any order and case, further columns allowed; a text says what is wrong with it. */
export function readHeader(bytes: Buffer, start: number, end: number): CsvColumns | string {
  const fields = new RowFields();
  fields.split(bytes, start, end);
  const names = Array.from({ length: fields.count }, (_, index) => fields.text(index).trim().toLowerCase());
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return `the header lacks ${missing.join(', ')}; expected columns: ${REQUIRED_COLUMNS.join(', ')}`;
  }
  const twice = REQUIRED_COLUMNS.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice.length > 0) return `the header names ${twice.join(', ')} twice`;
  return {
    date: names.indexOf('date'),
    open: names.indexOf('open'),
    high: names.indexOf('high'),
    low: names.indexOf('low'),
    close: names.indexOf('close'),
    volume: names.indexOf('volume'),
    count: fields.count,
  };
}
