import type { EpochMs } from '../../shared/domain/time.ts';
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
  SourceOptions,
  SpanRequest,
  SplitFactorRequest,
} from './contract.ts';
import { systemTimers, type Timers } from './paced/timers.ts';
import { SourceChannel } from './source-channel.ts';
import { SourceError } from './source-error.ts';
import type { OutcomeOf, SourceCall, SourceOutcome, SourceValues, SourceWorker } from './source-protocol.ts';

/** Sources that live in a worker. */
export interface ConnectedSources {
  /** Their stand-ins here, in the order of the options. */
  readonly sources: readonly DataSource[];
  /** Ends the worker; whatever is asked of its sources is rejected from here on. */
  end(): Promise<void>;
}

/**
 * Opens sources in a worker that runs source-worker.ts. One that dies or hangs is replaced by another that
 * `start` gives, which goes on with what was being asked. Rejects where the sources cannot be opened; no
 * worker is left then, nor where the signal says so.
 */
export async function connectSources(
  start: () => SourceWorker,
  options: readonly SourceOptions[],
  exchange: string,
  {
    signal,
    timers = systemTimers,
  }: { readonly signal?: AbortSignal | undefined; readonly timers?: Timers } = {},
): Promise<ConnectedSources> {
  const sources: RemoteSource[] = [];
  const channel: SourceChannel = new SourceChannel({
    start,
    open: { exchange, options },
    timers,
    onRejected: ({ source, rows }) => sources[source]?.noteRejected(rows),
  });
  sources.push(...options.map(({ name }, index) => new RemoteSource(name, index, channel)));
  const end = (): Promise<void> => channel.end();
  signal?.addEventListener('abort', end, { once: true });
  try {
    await channel.opened();
    return { sources, end };
  } catch (error) {
    await end();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

const NO_BOUND: SourceBudget = { requestsPerMinute: null, left: null, waiting: 0, clearInMs: 0 };

/** A source that lives behind a port. Its calls reject with SourceError. */
class RemoteSource implements DataSource {
  readonly name: string;
  readonly #index: number;
  readonly #channel: SourceChannel;
  #rejected: RejectedRow[] = [];
  /** Refused rows that were heard of: a worker that takes over reads files anew. */
  readonly #heard = new Set<string>();

  constructor(name: string, index: number, channel: SourceChannel) {
    this.name = name;
    this.#index = index;
    this.#channel = channel;
  }

  /** Rows came with an answer. */
  noteRejected(rows: readonly RejectedRow[]): void {
    for (const row of rows) {
      const key = `${row.file}\n${row.line}\n${row.reason}`;
      if (this.#heard.has(key)) continue;
      this.#heard.add(key);
      this.#rejected.push(row);
    }
  }

  describe(): Promise<SourceDescription> {
    return this.#call({ method: 'describe' });
  }

  readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    return this.#call({ method: 'readBars', requests }, signal);
  }

  readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return this.#call({ method: 'readQuotes', requests }, signal);
  }

  readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    return this.#call({ method: 'readNotices', from, to });
  }

  splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    return this.#call({ method: 'splitFactors', requests });
  }

  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return this.#call({ method: 'historySpans', requests });
  }

  async budget(): Promise<SourceBudget> {
    return (await this.#call({ method: 'budget' })) ?? NO_BOUND;
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    this.noteRejected(await this.#call({ method: 'takeRejectedRows' }));
    const rows = this.#rejected;
    this.#rejected = [];
    return rows;
  }

  close(): Promise<undefined> {
    return this.#call({ method: 'close' });
  }

  async #call<Method extends SourceCall['method']>(
    call: SourceCall & { readonly method: Method },
    signal?: AbortSignal,
  ): Promise<SourceValues[Method]> {
    const outcome = await this.#channel.ask({ kind: 'call', source: this.#index, call }, signal);
    if (!isOutcomeOf(outcome, call.method)) {
      throw new SourceError('failed', `The data worker answered ${outcome.method} to ${call.method}`);
    }
    return outcome.value;
  }
}

function isOutcomeOf<Method extends keyof SourceValues>(
  outcome: SourceOutcome,
  method: Method,
): outcome is SourceOutcome & OutcomeOf<Method> {
  return outcome.method === method;
}
