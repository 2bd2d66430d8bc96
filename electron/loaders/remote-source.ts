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
  SourceDescription,
  SourceOptions,
  SpanRequest,
  SplitFactorRequest,
} from './contract.ts';
import { SourceChannel } from './source-channel.ts';
import { SourceError } from './source-error.ts';
import type {
  OutcomeOf,
  SourceCall,
  SourceOutcome,
  SourcePort,
  SourceReply,
  SourceValues,
} from './source-protocol.ts';

/**
 * Opens sources behind a port (a worker that runs source-worker.ts) and answers
 * their stand-ins here, in the order of the options. Call it once per port. The
 * worker belongs to the caller: closing the sources does not end it.
 */
export async function connectSources(
  port: SourcePort<SourceReply>,
  options: readonly SourceOptions[],
  exchange: string,
): Promise<DataSource[]> {
  const channel = new SourceChannel(port);
  await channel.ask({ kind: 'open', exchange, options });
  return options.map(({ name }, index) => new RemoteSource(name, index, channel));
}

/** A source that lives behind a port. Its calls reject with SourceError. */
class RemoteSource implements DataSource {
  readonly name: string;
  readonly #index: number;
  readonly #channel: SourceChannel;

  constructor(name: string, index: number, channel: SourceChannel) {
    this.name = name;
    this.#index = index;
    this.#channel = channel;
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

  takeRejectedRows(): Promise<RejectedRow[]> {
    return this.#call({ method: 'takeRejectedRows' });
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
