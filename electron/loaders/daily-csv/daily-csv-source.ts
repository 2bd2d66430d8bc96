import { BAR_STRIDE, type PriceBasis } from '../../../shared/domain/bar.ts';
import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type {
  BarAnswer,
  BarRequest,
  DataSource,
  HistorySpan,
  MarketNotice,
  QuoteAnswer,
  QuoteRequest,
  RejectedRow,
  SourceDescription,
  SourceOptions,
  SpanRequest,
  SplitFactorRequest,
} from '../contract.ts';
import { answerEach } from '../files/answer-each.ts';
import { ByteCache } from '../files/byte-cache.ts';
import { DailyBars } from '../files/daily-bars.ts';
import { dailyShortfall } from '../files/daily-shortfall.ts';
import { DataFolder } from '../files/data-folder.ts';
import { didYouMean } from '../files/did-you-mean.ts';
import { RejectedRows } from '../files/rejected-rows.ts';
import { SessionTable } from '../files/session-table.ts';
import { messageOf, SourceError } from '../source-error.ts';
import { parseDailyCsv } from './daily-csv-file.ts';

const FILE_NAME = /^(.+)_data\.csv$/i;
const EXPECTED =
  'a folder of daily bars with one SYMBOL_data.csv per symbol (date,open,high,low,close,volume)';
/** A century of daily rows is 2 MB. */
const LARGEST_FILE = 64 * 1024 * 1024;
/** 500 symbols over five years are 34 MB, over twenty years 140 MB. */
const CACHE_BYTES = 192 * 1024 * 1024;

type DailyCsvOptions = Extract<SourceOptions, { kind: 'daily_csv' }>;

/** Daily bars of a folder with one CSV file per symbol; each file is read when it is first asked for. */
export class DailyCsvSource implements DataSource {
  readonly name: string;
  readonly #path: string;
  readonly #asOf: SessionDate;
  readonly #basis: PriceBasis;
  readonly #table: SessionTable;
  readonly #rejected: RejectedRows;
  readonly #cache = new ByteCache<DailyBars>(CACHE_BYTES);
  #opened: { readonly folder: DataFolder; readonly files: ReadonlyMap<SymbolId, string> } | undefined;

  constructor(options: DailyCsvOptions, calendar: Calendar) {
    this.name = options.name;
    this.#path = options.path;
    this.#asOf = options.adjustedAsOf;
    this.#basis = { kind: 'split_adjusted', asOf: options.adjustedAsOf };
    this.#table = new SessionTable(calendar);
    this.#rejected = new RejectedRows(options.name);
  }

  async describe(): Promise<SourceDescription> {
    const symbols = [...this.#open().files.keys()];
    return {
      name: this.name,
      kind: 'daily_csv',
      instruments: symbols.map((symbol) => ({ symbol })),
      coverage: [{ interval: '1d', symbols }],
      fixedBasis: this.#asOf,
    };
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    return answerEach(requests, signal, (request) => this.#answer(request));
  }

  async readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return answerEach(requests, signal, ({ symbol }) => ({ symbol, records: new Float64Array() }));
  }

  async readNotices(): Promise<MarketNotice[]> {
    return [];
  }

  /** The files are adjusted already and do not say by what. */
  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<undefined[]> {
    return requests.map(() => undefined);
  }

  async historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return requests.map(({ symbol, interval }) => {
      const file = interval === '1d' ? this.#open().files.get(symbol) : undefined;
      return file === undefined ? undefined : this.#bars(file).span(this.#table);
    });
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    return this.#rejected.take();
  }

  async close(): Promise<void> {
    this.#cache.clear();
  }

  #answer({ symbol, interval, from, to }: BarRequest): BarAnswer {
    const answer = { symbol, interval, basis: this.#basis };
    const file = this.#open().files.get(symbol);
    if (file === undefined) {
      const meant = didYouMean(symbol, [...this.#open().files.keys()]);
      return {
        ...answer,
        records: new Float64Array(),
        cause: `${this.name} has no file of ${symbol}${meant}`,
      };
    }
    if (interval !== '1d') {
      const cause = `${this.name} has daily bars of ${symbol} only, no ${interval}`;
      return { ...answer, records: new Float64Array(), cause };
    }
    const bars = this.#bars(file);
    const { begin, end } = bars.range(from, to);
    const records = bars.records.slice(begin * BAR_STRIDE, end * BAR_STRIDE);
    const cause = dailyShortfall(symbol, bars, this.#table, from, to);
    return cause === undefined ? { ...answer, records } : { ...answer, records, cause };
  }

  #bars(file: string): DailyBars {
    return this.#cache.get(file, () => this.#parse(file));
  }

  #parse(file: string): DailyBars {
    const symbol = normalizeSymbol(FILE_NAME.exec(file)?.[1] ?? '');
    const whose = symbol === undefined ? {} : { symbol, interval: '1d' as const };
    const refusal = this.#rejected.ofFile(file, whose);
    try {
      return parseDailyCsv(this.#open().folder.read(file, LARGEST_FILE), this.#table, refusal);
    } catch (error) {
      refusal.refuse(1, `the file cannot be read: ${messageOf(error)}`, '');
      return new DailyBars(new Float64Array(), this.#table);
    }
  }

  #open(): { readonly folder: DataFolder; readonly files: ReadonlyMap<SymbolId, string> } {
    if (this.#opened === undefined) {
      const folder = new DataFolder(this.#path, EXPECTED);
      this.#opened = { folder, files: this.#listFiles(folder) };
    }
    return this.#opened;
  }

  #listFiles(folder: DataFolder): Map<SymbolId, string> {
    const files = new Map<SymbolId, string>();
    for (const { name } of folder.list()) {
      const ticker = FILE_NAME.exec(name)?.[1];
      if (ticker === undefined) continue;
      const symbol = normalizeSymbol(ticker);
      const other = symbol === undefined ? undefined : files.get(symbol);
      if (symbol === undefined) {
        this.#rejected.ofFile(name).refuse(1, `the file name holds no ticker: "${ticker}"`, '');
      } else if (other !== undefined) {
        this.#rejected.ofFile(name).refuse(1, `a second file of ${symbol}: ${other} stays`, '');
      } else files.set(symbol, name);
    }
    if (files.size === 0) {
      throw new SourceError(
        'folder_unexpected',
        `${this.#path} holds no SYMBOL_data.csv; expected: ${EXPECTED}`,
      );
    }
    return files;
  }
}
