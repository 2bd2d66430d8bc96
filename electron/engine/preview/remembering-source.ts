import type { EpochMs } from '../../../shared/domain/time.ts';
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
  SpanRequest,
  SplitFactorRequest,
} from '../../loaders/contract.ts';
import type { BarMemory } from './bar-memory.ts';

/**
 * A source that is asked once for what many trials read: its bars stay in memory, and of a longer stretch only what
 * is new is asked for. What failed is asked again. Closing it leaves the source open: its owner closes that.
 */
export class RememberingSource implements DataSource {
  readonly #source: DataSource;
  readonly #memory: BarMemory;
  readonly #notices = new Map<string, readonly MarketNotice[]>();
  readonly #factors = new Map<string, number | undefined>();
  #description: Promise<SourceDescription> | undefined;
  /** Ends what is being read for a trial that nobody waits for. */
  #signal: AbortSignal | undefined;

  constructor(source: DataSource, memory: BarMemory) {
    this.#source = source;
    this.#memory = memory;
  }

  get name(): string {
    return this.#source.name;
  }

  /** What is read from now on is read for a trial that the signal ends. */
  beginTrial(signal: AbortSignal): void {
    this.#signal = signal;
  }

  async describe(): Promise<SourceDescription> {
    this.#description ??= this.#source.describe();
    try {
      return await this.#description;
    } catch (error) {
      this.#description = undefined;
      throw error;
    }
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    const ending = this.#ending(signal);
    ending?.throwIfAborted();
    const parts = requests.flatMap((request) => this.#missingOf(request));
    const answers = parts.length === 0 ? [] : await this.#source.readBars(parts, ending);
    const whole = new Map<BarRequest, BarAnswer>();
    for (const [place, part] of parts.entries()) {
      const answer = answers[place];
      if (answer === undefined) continue;
      whole.set(part, answer);
      // What failed may be had the next time.
      if (answer.failed === undefined) this.#memory.keep(seriesOf(this.name, part), part, answer);
    }
    return Promise.all(requests.map((request) => this.#answer(request, whole.get(request), ending)));
  }

  /** What of a request is not remembered: the request itself where none of it is. */
  #missingOf(request: BarRequest): readonly BarRequest[] {
    const missing = this.#memory.missing(seriesOf(this.name, request), request);
    const [first] = missing;
    if (first?.from === request.from && first.to === request.to) return [request];
    return missing.map(({ from, to }) => ({ ...request, from, to }));
  }

  async #answer(
    request: BarRequest,
    asked: BarAnswer | undefined,
    signal: AbortSignal | undefined,
  ): Promise<BarAnswer> {
    const known = asked ?? this.#memory.answer(seriesOf(this.name, request), request);
    if (known !== undefined) return known;
    // A part of it failed, or there is no room for it.
    const [answer] = await this.#source.readBars([request], signal);
    if (answer === undefined) throw new Error(`${this.name} gave no answer for ${request.symbol}`);
    return answer;
  }

  #ending(signal: AbortSignal | undefined): AbortSignal | undefined {
    if (signal === undefined || this.#signal === undefined) return signal ?? this.#signal;
    return AbortSignal.any([signal, this.#signal]);
  }

  readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return this.#source.readQuotes(requests, signal);
  }

  async readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    const key = `${from} ${to}`;
    const known = this.#notices.get(key);
    if (known !== undefined) return [...known];
    const notices = await this.#source.readNotices(from, to);
    this.#notices.set(key, notices);
    return notices;
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    const unknown = requests.filter((request) => !this.#factors.has(factorKey(request)));
    const factors = unknown.length === 0 ? [] : await this.#source.splitFactors(unknown);
    for (const [place, request] of unknown.entries()) this.#factors.set(factorKey(request), factors[place]);
    return requests.map((request) => this.#factors.get(factorKey(request)));
  }

  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return this.#source.historySpans(requests);
  }

  takeRejectedRows(): Promise<RejectedRow[]> {
    return this.#source.takeRejectedRows();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function seriesOf(source: string, { symbol, interval, hours, asOf }: BarRequest): string {
  return `${source} ${symbol} ${interval} ${hours} ${asOf}`;
}

function factorKey({ symbol, date, asOf }: SplitFactorRequest): string {
  return `${symbol} ${date} ${asOf}`;
}
