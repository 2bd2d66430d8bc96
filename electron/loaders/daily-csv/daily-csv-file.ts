import type { SessionDate } from '../../../shared/domain/time.ts';
import { barFault } from '../files/bar-fault.ts';
import { BarRows } from '../files/bar-rows.ts';
import { DailyBars } from '../files/daily-bars.ts';
import type { RowRefusal } from '../files/rejected-rows.ts';
import { RowFields } from '../files/row-fields.ts';
import type { SessionTable } from '../files/session-table.ts';
import { forEachLine } from '../files/text-lines.ts';
import { type CsvColumns, REQUIRED_COLUMNS, readHeader } from './csv-header.ts';

/** `2013-02-08,1,1,1,1,1`: no row of a bar is shorter. */
const SHORTEST_ROW = 20;
const DATE_LENGTH = 10;
const DASH = 0x2d;
const ZERO = 0x30;

/** Parses a whole file; every row is either a bar or refused with its line and reason. */
export function parseDailyCsv(bytes: Buffer, table: SessionTable, refusal: RowRefusal): DailyBars {
  const rows = new BarRows(
    Math.min(Math.floor(bytes.length / SHORTEST_ROW), table.sessions.length),
    (start) => table.at(table.firstClosingAfter(start)).date,
  );
  const fields = new RowFields();
  let columns: CsvColumns | undefined;
  let hasText = false;
  forEachLine(bytes, (start, end, line) => {
    const text = (): string => bytes.toString('utf8', start, Math.min(end, start + 800));
    hasText = true;
    if (columns === undefined) {
      const header = readHeader(bytes, start, end);
      if (typeof header === 'string') {
        refusal.refuse(line, `${header}; nothing of the file is read`, text());
        return false;
      }
      columns = header;
      return true;
    }
    fields.split(bytes, start, end);
    const fault = addRow(rows, table, fields, columns, bytes, line);
    if (fault === undefined) return true;
    return refusal.refuse(line, fault, text(), sessionOf(table, bytes, fields, columns));
  });
  if (!hasText) refusal.refuse(1, 'the file is empty', '');
  return new DailyBars(rows.records(), table);
}

/** The session that a refused row speaks of; undefined where it names none. */
function sessionOf(
  table: SessionTable,
  bytes: Buffer,
  fields: RowFields,
  { date }: CsvColumns,
): SessionDate | undefined {
  const session = table.numberOf(readCompactDate(bytes, fields.start(date), fields.end(date)));
  return session === -1 ? undefined : table.at(session).date;
}

function addRow(
  rows: BarRows,
  table: SessionTable,
  fields: RowFields,
  columns: CsvColumns,
  bytes: Buffer,
  line: number,
): string | undefined {
  if (fields.count !== columns.count) return `${fields.count} fields, the header has ${columns.count}`;
  const session = table.numberOf(
    readCompactDate(bytes, fields.start(columns.date), fields.end(columns.date)),
  );
  if (session === -1) return emptyFields(fields, columns) ?? table.whyNone(fields.text(columns.date));
  const open = fields.number(columns.open);
  const high = fields.number(columns.high);
  const low = fields.number(columns.low);
  const close = fields.number(columns.close);
  const volume = fields.number(columns.volume);
  const fault = barFault(open, high, low, close, volume);
  if (fault !== undefined) return emptyFields(fields, columns) ?? fault;
  return rows.add(table.at(session).open, open, high, low, close, volume, line);
}

function emptyFields(fields: RowFields, columns: CsvColumns): string | undefined {
  const empty = REQUIRED_COLUMNS.filter((name) => fields.isEmpty(columns[name]));
  return empty.length === 0 ? undefined : `empty ${empty.join(', ')}`;
}

/** `2013-02-08` as 20130208; -1 for what has another shape. Whether it is a day is the calendar's to say. */
function readCompactDate(bytes: Buffer, start: number, end: number): number {
  if (end - start !== DATE_LENGTH) return -1;
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
  let compact = 0;
  for (let at = start; at < end; at += 1) {
    if (at === start + 4 || at === start + 7) continue;
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    compact = compact * 10 + digit;
  }
  return compact;
}
