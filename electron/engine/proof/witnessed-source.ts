import { createHash, type Hash } from 'node:crypto';
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

/** What a run read of one source. */
export interface SourceDigest {
  readonly source: string;
  /** sha256, hexadecimal, by what was read: `AAPL 1m`, `AAPL quotes`, `notices`, `splits`; in that order of names. */
  readonly series: Readonly<Record<string, string>>;
}

/**
 * A source whose every answer is hashed on its way to the session: two runs that read the same data have the
 * same digests, and where they differ the digests say of which symbol and interval.
 */
export class WitnessedSource implements DataSource {
  readonly #hashes = new Map<string, Hash>();

  constructor(private readonly source: DataSource) {}

  get name(): string {
    return this.source.name;
  }

  digest(): SourceDigest {
    const names = [...this.#hashes.keys()].sort();
    const series = names.map((name) => [name, this.#hash(name).copy().digest('hex')] as const);
    return { source: this.name, series: Object.fromEntries(series) };
  }

  #hash(name: string): Hash {
    const known = this.#hashes.get(name);
    if (known !== undefined) return known;
    const begun = createHash('sha256');
    this.#hashes.set(name, begun);
    return begun;
  }

  #take(name: string, records: Float64Array): void {
    if (records.length === 0) return;
    this.#hash(name).update(new Uint8Array(records.buffer, records.byteOffset, records.byteLength));
  }

  describe(): Promise<SourceDescription> {
    return this.source.describe();
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    const answers = await this.source.readBars(requests, signal);
    for (const { symbol, interval, records } of answers) this.#take(`${symbol} ${interval}`, records);
    return answers;
  }

  async readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    const answers = await this.source.readQuotes(requests, signal);
    for (const { symbol, records } of answers) this.#take(`${symbol} quotes`, records);
    return answers;
  }

  async readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    const notices = await this.source.readNotices(from, to);
    if (notices.length > 0) this.#hash('notices').update(JSON.stringify(notices));
    return notices;
  }

  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    const factors = await this.source.splitFactors(requests);
    if (factors.length > 0) this.#hash('splits').update(JSON.stringify([requests, factors]));
    return factors;
  }

  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return this.source.historySpans(requests);
  }

  takeRejectedRows(): Promise<RejectedRow[]> {
    return this.source.takeRejectedRows();
  }

  close(): Promise<void> {
    return this.source.close();
  }
}

/** Names of what two runs read that is not the same, `source: AAPL 1m`; empty where all of it is. */
export function differingData(left: readonly SourceDigest[], right: readonly SourceDigest[]): string[] {
  const [ours, theirs] = [flat(left), flat(right)];
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return names.filter((name) => ours.get(name) !== theirs.get(name));
}

function flat(digests: readonly SourceDigest[]): Map<string, string> {
  return new Map(
    digests.flatMap(({ source, series }) =>
      Object.entries(series).map(([name, hash]): [string, string] => [`${source}: ${name}`, hash]),
    ),
  );
}
