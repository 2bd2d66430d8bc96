import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { ByteCache } from '../files/byte-cache.ts';
import { DailyBars } from '../files/daily-bars.ts';
import { compactDate, type SessionTable } from '../files/session-table.ts';
import { adjustBars } from './adjust.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { parseDailyRows } from './daily-rows.ts';
import type { LeanFiles } from './lean-files.ts';
import type { Company, TickerSpan } from './map-file.ts';
import type { SplitFactors } from './split-factors.ts';

/** 20 years of 500 symbols. */
const CACHE_BYTES = 160 * 1024 * 1024;

/** Daily bars of companies, put together from the files of the tickers they have had. */
export class DailyHistory {
  readonly #files: LeanFiles;
  readonly #reader: ArchiveReader;
  readonly #table: SessionTable;
  readonly #cache = new ByteCache<DailyBars>(CACHE_BYTES);

  constructor(files: LeanFiles, reader: ArchiveReader, table: SessionTable) {
    this.#files = files;
    this.#reader = reader;
    this.#table = table;
  }

  /** All raw bars of a company. */
  of(company: Company): DailyBars {
    const key = company.spans.map(({ ticker, first }) => `${ticker} ${first}`).join();
    return this.#cache.get(key, () => this.#assemble(company));
  }

  /** Records of bars [begin, end), adjusted to the shares of the compact date `asOf`. */
  records(
    bars: DailyBars,
    begin: number,
    end: number,
    factors: SplitFactors | undefined,
    asOf: number,
  ): Float64Array {
    const records = bars.records.slice(begin * BAR_STRIDE, end * BAR_STRIDE);
    if (factors === undefined) return records;
    for (let bar = begin; bar < end; bar += 1) {
      const { date } = this.#table.at(bars.sessions[bar] ?? -1);
      const at = (bar - begin) * BAR_STRIDE;
      adjustBars(records, factors.between(compactDate(date), asOf), at, at + BAR_STRIDE);
    }
    return records;
  }

  clear(): void {
    this.#cache.clear();
  }

  #assemble({ spans }: Company): DailyBars {
    const parts = spans.map((span) => this.#recordsIn(span));
    const records = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      records.set(part, at);
      at += part.length;
    }
    return new DailyBars(records, this.#table);
  }

  /** The rows of a ticker's file on the days on which the company had that ticker. */
  #recordsIn({ ticker, first, last }: TickerSpan): Float64Array {
    const path = this.#files.daily.get(ticker);
    const parsed =
      path === undefined
        ? undefined
        : this.#reader.read(path, (bytes, refusal) => parseDailyRows(bytes, this.#table, refusal));
    if (parsed === undefined) return new Float64Array();
    const dates = Array.from(parsed.sessions, (session) => compactDate(this.#table.at(session).date));
    const begin = dates.findIndex((date) => date >= first);
    const end = dates.findLastIndex((date) => date <= last) + 1;
    return begin === -1 ? new Float64Array() : parsed.records.slice(begin * BAR_STRIDE, end * BAR_STRIDE);
  }
}
