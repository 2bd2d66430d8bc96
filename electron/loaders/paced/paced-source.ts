import { setMaxListeners } from 'node:events';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { toIsoTime } from '../../../shared/domain/time.ts';
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
  SourceBudget,
  SourceDescription,
  SourceLimits,
  SpanRequest,
  SplitFactorRequest,
} from '../contract.ts';
import { PacedCalls } from './paced-calls.ts';
import { pagedRead } from './paged-read.ts';
import { systemTimers, type Timers } from './timers.ts';

/** The last instant that has a date in the language's calendar. */
const LATEST_INSTANT = 8.64e15;

/** What is known once the source has described itself. */
interface Paced {
  readonly limits: SourceLimits | undefined;
  readonly calls: PacedCalls;
}

/**
 * Any source as the engine meets it: kept to the limits that it states in its description (requests a minute,
 * bars a request, requests at a time), asked page by page, tried again where a failure may be over, its bars in
 * order and each once. What cannot be had is said in the answer. A source without limits is called as it is.
 */
export class PacedSource implements DataSource {
  readonly name: string;
  readonly #source: DataSource;
  readonly #calendar: Calendar;
  readonly #timers: Timers;
  readonly #refused: RejectedRow[] = [];
  #paced: Promise<Paced> | undefined;

  constructor(source: DataSource, calendar: Calendar, timers: Timers = systemTimers) {
    this.name = source.name;
    this.#source = source;
    this.#calendar = calendar;
    this.#timers = timers;
  }

  describe(): Promise<SourceDescription> {
    return new PacedCalls(this.name, undefined, this.#timers).ask(0, undefined, () =>
      this.#source.describe(),
    );
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    signal?.throwIfAborted();
    const { limits, calls } = await this.#ready();
    if (limits === undefined) return calls.ask(0, signal, () => this.#source.readBars(requests, signal));
    // Every request of the batch listens to the one signal.
    if (signal !== undefined) setMaxListeners(0, signal);
    const refuse = (request: BarRequest, start: number): void => this.#refuse(request, start);
    const parts = { source: this.#source, calendar: this.#calendar, limits, calls, refuse };
    return Promise.all(requests.map((request) => pagedRead(request, signal, parts)));
  }

  async readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    signal?.throwIfAborted();
    const { limits, calls } = await this.#ready();
    if (limits === undefined) return calls.ask(0, signal, () => this.#source.readQuotes(requests, signal));
    const answers = requests.map((request) =>
      calls.ask(0, signal, (own) => this.#source.readQuotes([request], own)),
    );
    return (await Promise.all(answers)).flat();
  }

  async readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    const { calls } = await this.#ready();
    return calls.ask(0, undefined, () => this.#source.readNotices(from, to));
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    if (requests.length === 0) return [];
    const { calls } = await this.#ready();
    return calls.ask(0, undefined, () => this.#source.splitFactors(requests));
  }

  /** No paid request, by contract: it waits for nobody's turn. */
  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return this.#source.historySpans(requests);
  }

  async budget(): Promise<SourceBudget> {
    return (await this.#ready()).calls.budget();
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    return [...(await this.#source.takeRejectedRows()), ...this.#refused.splice(0)];
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  #ready(): Promise<Paced> {
    this.#paced ??= this.describe().then(
      ({ limits }) => ({ limits, calls: new PacedCalls(this.name, limits, this.#timers) }),
      (error: unknown) => {
        this.#paced = undefined;
        throw error;
      },
    );
    return this.#paced;
  }

  #refuse({ symbol, interval }: BarRequest, start: number): void {
    this.#refused.push({
      source: this.name,
      file: `answer ${symbol} ${interval}`,
      line: this.#refused.length + 1,
      reason: 'the start is not that of a bar of any session',
      text: Math.abs(start) <= LATEST_INSTANT ? toIsoTime(start) : String(start),
    });
  }
}
