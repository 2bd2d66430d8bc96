import { QUOTE_STRIDE } from '../../../shared/domain/bar.ts';
import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import { BarRows } from '../files/bar-rows.ts';
import type { RowRefusal } from '../files/rejected-rows.ts';
import type { RowFields } from '../files/row-fields.ts';
import { addTradeRow, price, readRows } from './lean-rows.ts';

const TRADE_COLUMNS = 6;
const QUOTE_COLUMNS = 11;
/** Field numbers of a quote row: time, bid o h l c, bid size, ask o h l c, ask size. */
const BID_CLOSE = 4;
const ASK_CLOSE = 9;
/** `0,1,1,1,1,0`: no row is shorter. */
const SHORTEST_ROW = 11;

/** The day that a file is of, and the length of its bars in ms. */
export interface FileDay {
  readonly session: TradingSession;
  /** Instant of 00:00 exchange time, from which the rows count milliseconds. */
  readonly midnight: number;
  readonly length: number;
}

/** Parses a trade file into bar records, raw prices in dollars; times are bar starts. */
export function parseTradeRows(bytes: Buffer, day: FileDay, refusal: RowRefusal): Float64Array {
  const rows = new BarRows(mostRows(bytes, day), (start) => clockTime(start - day.midnight));
  readRows(bytes, TRADE_COLUMNS, refusal, (fields, line) => {
    const start = startOf(fields, day, day.session.postClose);
    return typeof start === 'string' ? start : addTradeRow(rows, start, fields, line);
  });
  return rows.records();
}

/** Parses a quote file into quote records; a quote is the state at its bar's END, when it became known. */
export function parseQuoteRows(bytes: Buffer, day: FileDay, refusal: RowRefusal): Float64Array {
  const records = new Float64Array(mostRows(bytes, day) * QUOTE_STRIDE);
  let filled = 0;
  let last = Number.NEGATIVE_INFINITY;
  readRows(bytes, QUOTE_COLUMNS, refusal, (fields) => {
    // The book outlives the trading day by a minute or so.
    const start = startOf(fields, day, day.midnight + MILLISECONDS_PER_DAY);
    if (typeof start === 'string') return start;
    if (start <= last)
      return `order: ${clockTime(start - day.midnight)} comes after ${clockTime(last - day.midnight)}`;
    const fault = quoteFault(fields, BID_CLOSE, 'bid') ?? quoteFault(fields, ASK_CLOSE, 'ask');
    if (fault !== undefined) return fault;
    last = start;
    records[filled] = start + day.length;
    addSide(records, filled + 1, fields, BID_CLOSE);
    addSide(records, filled + 3, fields, ASK_CLOSE);
    filled += QUOTE_STRIDE;
    return undefined;
  });
  return records.slice(0, filled);
}

/** Start of the row's bar as an instant, or why it is none of this day's. */
function startOf(
  fields: RowFields,
  { session, midnight, length }: FileDay,
  latestEnd: number,
): number | string {
  const time = fields.number(0);
  if (!Number.isInteger(time) || time < 0 || time >= MILLISECONDS_PER_DAY) {
    return `time "${fields.text(0).slice(0, 20)}" is no whole milliseconds of a day`;
  }
  if (time % length !== 0) return `time ${time} is not on a whole ${length / 1000} s`;
  const start = midnight + time;
  if (start < session.preOpen || start + length > latestEnd) {
    return `${clockTime(time)} lies outside the trading day of ${session.date}`;
  }
  return start;
}

function addSide(records: Float64Array, at: number, fields: RowFields, close: number): void {
  const missing = fields.isEmpty(close);
  records[at] = missing ? Number.NaN : price(fields, close);
  records[at + 1] = missing ? Number.NaN : fields.number(close + 1);
}

function quoteFault(fields: RowFields, close: number, side: string): string | undefined {
  if (fields.isEmpty(close)) return undefined;
  const sound = price(fields, close) > 0 && fields.number(close + 1) >= 0;
  return sound ? undefined : `${side} ${fields.text(close)} x ${fields.text(close + 1)} is no price and size`;
}

function mostRows(bytes: Buffer, { length }: FileDay): number {
  return Math.min(Math.ceil(bytes.length / SHORTEST_ROW), MILLISECONDS_PER_DAY / length);
}

/** `09:30:00` of milliseconds since midnight. */
function clockTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}
