import { BAR_START, BAR_STRIDE, QUOTE_STRIDE } from '../../../shared/domain/bar.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';
import type { HistorySpan } from '../contract.ts';
import { ByteCache } from '../files/byte-cache.ts';
import { compactDate, expandDate } from '../files/session-table.ts';
import { adjustBars, adjustQuotes } from './adjust.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { type FileDay, parseQuoteRows, parseTradeRows } from './intraday-rows.ts';
import type { LeanFiles, Resolution } from './lean-files.ts';
import { type Company, tickerOn } from './map-file.ts';
import type { SplitFactors } from './split-factors.ts';

/** Some 1,400 symbol days of minutes with their quotes. */
const CACHE_BYTES = 96 * 1024 * 1024;

const LENGTH: Record<Resolution, number> = { minute: 60_000, second: 1_000 };

/** Raw records of one file; none where it is unreadable. */
interface DayRecords {
  readonly records: Float64Array | undefined;
  readonly byteLength: number;
}

/** The part of a session's bars that is wanted: ends in (from, to], adjusted to the compact date `asOf`. */
export interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly factors: SplitFactors | undefined;
  readonly asOf: number;
}

/** Minute and second files, a session at a time, under the ticker that the company had that day. */
export class IntradayHistory {
  readonly #files: LeanFiles;
  readonly #reader: ArchiveReader;
  readonly #calendar: Calendar;
  readonly #cache = new ByteCache<DayRecords>(CACHE_BYTES);

  constructor(files: LeanFiles, reader: ArchiveReader, calendar: Calendar) {
    this.#files = files;
    this.#reader = reader;
    this.#calendar = calendar;
  }

  /** Bars of one session; undefined where no readable file holds them. */
  bars(
    resolution: Resolution,
    company: Company,
    session: TradingSession,
    wanted: Wanted,
  ): Float64Array | undefined {
    const raw = this.#day(resolution, 'trade', company, session);
    if (raw === undefined) return undefined;
    const length = LENGTH[resolution];
    const records = cut(raw, BAR_STRIDE, wanted.from - length, wanted.to - length);
    adjustBars(records, factorOf(session, wanted));
    return records;
  }

  /** Quotes of one session, from the minute file or, where that is absent, the second file. */
  quotes(company: Company, session: TradingSession, wanted: Wanted): Float64Array | undefined {
    const raw =
      this.#day('minute', 'quote', company, session) ?? this.#day('second', 'quote', company, session);
    if (raw === undefined) return undefined;
    const records = cut(raw, QUOTE_STRIDE, wanted.from, wanted.to);
    adjustQuotes(records, factorOf(session, wanted));
    return records;
  }

  /** First and last day that a company has trades of; undefined where it has none. */
  span(resolution: Resolution, { spans }: Company): HistorySpan | undefined {
    const dates = spans.flatMap(({ ticker, first, last }) =>
      [...this.#files.days(resolution, ticker).trade.keys()].filter((date) => date >= first && date <= last),
    );
    const [first, last] = [expandDate(Math.min(...dates)), expandDate(Math.max(...dates))];
    return dates.length === 0 || first === undefined || last === undefined ? undefined : { first, last };
  }

  clear(): void {
    this.#cache.clear();
  }

  #day(
    resolution: Resolution,
    kind: 'trade' | 'quote',
    company: Company,
    session: TradingSession,
  ): Float64Array | undefined {
    const date = compactDate(session.date);
    const ticker = tickerOn(company, date);
    const path = ticker === undefined ? undefined : this.#files.days(resolution, ticker)[kind].get(date);
    if (path === undefined) return undefined;
    return this.#cache.get(path, () => this.#parse(path, kind, this.#fileDay(session, LENGTH[resolution])))
      .records;
  }

  #fileDay(session: TradingSession, length: number): FileDay {
    return { session, midnight: this.#calendar.instantOf(session.date, '00:00'), length };
  }

  #parse(path: string, kind: 'trade' | 'quote', day: FileDay): DayRecords {
    const parse = kind === 'trade' ? parseTradeRows : parseQuoteRows;
    const records = this.#reader.read(path, (bytes, refusal) => parse(bytes, day, refusal));
    return { records, byteLength: records?.byteLength ?? 0 };
  }
}

function factorOf({ date }: TradingSession, { factors, asOf }: Wanted): number {
  return factors === undefined ? 1 : factors.between(compactDate(date), asOf);
}

/** A copy of the records whose first field lies in (after, upTo]. */
function cut(records: Float64Array, stride: number, after: number, upTo: number): Float64Array {
  return records.slice(firstAbove(records, stride, after), firstAbove(records, stride, upTo));
}

/** Offset of the first record whose first field is above the limit. */
function firstAbove(records: Float64Array, stride: number, limit: number): number {
  let low = 0;
  let high = records.length / stride;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle * stride + BAR_START] ?? Number.NaN) > limit) high = middle;
    else low = middle + 1;
  }
  return low * stride;
}
