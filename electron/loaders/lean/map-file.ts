import type { RowRefusal } from '../files/rejected-rows.ts';
import { forEachLine } from '../files/text-lines.ts';
import { canonicalTicker } from './lean-files.ts';

/** A ticker and the days it was used on, compact dates, both inclusive. */
export interface TickerSpan {
  /** Lower case, as files are named. */
  readonly ticker: string;
  readonly first: number;
  readonly last: number;
}

/** One company through its changes of ticker. */
export interface Company {
  /** Name of its map and factor files: mostly its last ticker. */
  readonly id: string;
  readonly spans: readonly TickerSpan[];
}

const ROW = /^(\d{8}),([^,\s]+)/;

/**
 * Reads a LEAN map file. Its rows are `YYYYMMDD,ticker,exchange`, ascending: the
 * first says when the company's trading began, each further one which ticker it
 * had up to that day, inclusive.
 */
export function parseMapFile(id: string, bytes: Buffer, refusal: RowRefusal): Company {
  const spans: TickerSpan[] = [];
  let next: number | undefined;
  forEachLine(bytes, (start, end, line) => {
    const text = bytes.toString('utf8', start, end);
    const [, digits, name] = ROW.exec(text) ?? [];
    if (digits === undefined || name === undefined)
      return refusal.refuse(line, 'no "YYYYMMDD,ticker" row', text);
    const date = Number(digits);
    if (next === undefined) {
      next = date;
      return true;
    }
    if (date < next) return refusal.refuse(line, `order: ${date} is not after the row before`, text);
    spans.push({ ticker: canonicalTicker(name), first: next, last: date });
    // A day past the month's end is no day, but it compares as one should.
    next = date + 1;
    return true;
  });
  return { id, spans };
}

/** The ticker of a company on a compact date. */
export function tickerOn({ spans }: Company, date: number): string | undefined {
  return spans.find(({ first, last }) => first <= date && date <= last)?.ticker;
}
