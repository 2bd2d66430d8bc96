import type { EpochMs } from '../../../shared/domain/time.ts';
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
import { RejectedRows } from '../files/rejected-rows.ts';
import { compactDate } from '../files/session-table.ts';
import { describeLean } from './lean-description.ts';
import { LeanReader } from './lean-reader.ts';

type LeanOptions = Extract<SourceOptions, { kind: 'lean' }>;

/**
 * US equities of a LEAN data folder: daily, minute and second trades, minute
 * quotes. Its hour files are not offered: their bars stand on whole clock hours,
 * those of the engine on the session's open.
 */
export class LeanSource implements DataSource {
  readonly name: string;
  readonly #path: string;
  readonly #calendar: Calendar;
  readonly #rejected: RejectedRows;
  #opened: LeanReader | undefined;

  constructor(options: LeanOptions, calendar: Calendar) {
    this.name = options.name;
    this.#path = options.path;
    this.#calendar = calendar;
    this.#rejected = new RejectedRows(options.name);
  }

  async describe(): Promise<SourceDescription> {
    const { files, references } = this.#open();
    return describeLean(this.name, files, references);
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    return answerEach(requests, signal, (request) => this.#open().bars(request));
  }

  async readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return answerEach(requests, signal, (request) => this.#open().quotes(request));
  }

  async readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    return this.#open().notices(from, to);
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    return requests.map(({ symbol, date, asOf }) => {
      const { references } = this.#open();
      const company = references.company(symbol, compactDate(asOf));
      return references.factors(company)?.between(compactDate(date), compactDate(asOf));
    });
  }

  async historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return requests.map((request) => this.#open().span(request));
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    return this.#rejected.take();
  }

  async close(): Promise<void> {
    this.#opened?.clear();
  }

  #open(): LeanReader {
    this.#opened ??= new LeanReader(this.name, this.#path, this.#calendar, this.#rejected);
    return this.#opened;
  }
}
