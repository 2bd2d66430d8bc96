import { BarRows } from '../files/bar-rows.ts';
import { DailyBars } from '../files/daily-bars.ts';
import type { RowRefusal } from '../files/rejected-rows.ts';
import type { SessionTable } from '../files/session-table.ts';
import { addTradeRow, readRows } from './lean-rows.ts';

const COLUMNS = 6;
/** `20131007 00:00`. */
const STAMP = /^(\d{4})(\d{2})(\d{2}) 00:00$/;

/** Parses a daily file, rows `YYYYMMDD 00:00,open,high,low,close,volume`, into raw prices in dollars. */
export function parseDailyRows(bytes: Buffer, table: SessionTable, refusal: RowRefusal): DailyBars {
  const rows = new BarRows(table.sessions.length, (start) => table.at(table.firstClosingAfter(start)).date);
  readRows(bytes, COLUMNS, refusal, (fields, line) => {
    const stamp = fields.text(0);
    const parts = STAMP.exec(stamp);
    if (parts === null) return `time "${stamp.slice(0, 20)}" is not YYYYMMDD 00:00`;
    const session = table.numberOf(Number(stamp.slice(0, 8)));
    if (session === -1) return table.whyNone(parts.slice(1).join('-'));
    return addTradeRow(rows, table.at(session).open, fields, line);
  });
  return new DailyBars(rows.records(), table);
}
