import { barFault } from '../files/bar-fault.ts';
import type { BarRows } from '../files/bar-rows.ts';
import type { RowRefusal } from '../files/rejected-rows.ts';
import { RowFields } from '../files/row-fields.ts';
import { forEachLine } from '../files/text-lines.ts';

/** Files hold US dollars x 10,000. */
const PRICE_SCALE = 10_000;
const LONGEST_TEXT_BYTES = 800;

/** Walks the rows of a file; `read` answers why a row is no record, or undefined. */
export function readRows(
  bytes: Buffer,
  columns: number,
  refusal: RowRefusal,
  read: (fields: RowFields, line: number) => string | undefined,
): void {
  const fields = new RowFields();
  forEachLine(bytes, (start, end, line) => {
    fields.split(bytes, start, end);
    const fault =
      fields.count === columns ? read(fields, line) : `${fields.count} fields, ${columns} are expected`;
    if (fault === undefined) return true;
    return refusal.refuse(
      line,
      fault,
      bytes.toString('utf8', start, Math.min(end, start + LONGEST_TEXT_BYTES)),
    );
  });
}

/** Adds the bar of a trade row (time, open, high, low, close, volume) that starts at `start`. */
export function addTradeRow(
  rows: BarRows,
  start: number,
  fields: RowFields,
  line: number,
): string | undefined {
  const open = price(fields, 1);
  const high = price(fields, 2);
  const low = price(fields, 3);
  const close = price(fields, 4);
  const volume = fields.number(5);
  return barFault(open, high, low, close, volume) ?? rows.add(start, open, high, low, close, volume, line);
}

/** A price field in dollars; NaN where it is empty or no number. */
export function price(fields: RowFields, index: number): number {
  return fields.number(index) / PRICE_SCALE;
}
