import { setImmediate } from 'node:timers/promises';
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
} from '../contract.ts';
import { CacheFiller } from './cache-filler.ts';
import type { CachedParts } from './cached-parts.ts';

/** Answers between two looks at the event loop, where a cancel may wait. */
const REQUESTS_AT_ONCE = 256;
/** Windows that are shorter are a session's own, read once as it plays. */
const SHORTEST_WINDOW_MS = 12 * 3_600_000;

/**
 * A source whose history is kept as columns, so that the next session need not parse it again. It answers, and
 * refuses rows, exactly as the source itself would: a session's log is the same with and without.
 */
export class CachedSource implements DataSource {
  readonly name: string;
  readonly #source: DataSource;
  readonly #parts: CachedParts;
  readonly #filler: CacheFiller;
  #fingerprint: Promise<string | undefined> | undefined;
  #rejected: RejectedRow[] = [];
  /** Refused rows that were told: those of a kept answer, and of the source when it reads the same file later. */
  readonly #told = new Set<string>();

  constructor(parts: CachedParts) {
    this.name = parts.source.name;
    this.#source = parts.source;
    this.#parts = parts;
    this.#filler = new CacheFiller(parts);
  }

  async describe(): Promise<SourceDescription> {
    return this.#noting(() => this.#source.describe());
  }

  async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    signal?.throwIfAborted();
    this.#fingerprint ??= this.#parts.fingerprint();
    const fingerprint = await this.#fingerprint;
    signal?.throwIfAborted();
    if (fingerprint === undefined) return this.#read(requests, signal);
    const answers: BarAnswer[] = [];
    for (let at = 0; at < requests.length; at += REQUESTS_AT_ONCE) {
      if (at > 0) await setImmediate();
      signal?.throwIfAborted();
      const some = requests.slice(at, at + REQUESTS_AT_ONCE);
      answers.push(...(await this.#answer(fingerprint, some, signal)));
    }
    return answers;
  }

  async #answer(
    fingerprint: string,
    requests: readonly BarRequest[],
    signal: AbortSignal | undefined,
  ): Promise<BarAnswer[]> {
    const kept = this.#kept(fingerprint, requests);
    const answers: BarAnswer[] = [];
    for (let at = 0; at < requests.length; ) {
      const own = kept[at];
      if (own !== undefined) {
        this.#note(own.rejected);
        answers.push(own.answer);
        at += 1;
        continue;
      }
      // What lies between two kept answers is read together, so that refused rows come in the same order.
      let end = at + 1;
      while (end < requests.length && kept[end] === undefined) end += 1;
      const missed = requests.slice(at, end);
      answers.push(...(await this.#read(missed, signal)));
      this.#filler.want(fingerprint, missed.filter(isKept));
      at = end;
    }
    return answers;
  }

  readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]> {
    return this.#noting(() => this.#source.readQuotes(requests, signal));
  }

  readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]> {
    return this.#noting(() => this.#source.readNotices(from, to));
  }

  splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    return this.#noting(() => this.#source.splitFactors(requests));
  }

  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]> {
    return this.#noting(() => this.#source.historySpans(requests));
  }

  async takeRejectedRows(): Promise<RejectedRow[]> {
    this.#note(await this.#source.takeRejectedRows());
    const rows = this.#rejected;
    this.#rejected = [];
    return rows;
  }

  async close(): Promise<void> {
    await this.#filler.close();
    this.#parts.shelf.close();
    await this.#source.close();
  }

  #read(requests: readonly BarRequest[], signal: AbortSignal | undefined): Promise<BarAnswer[]> {
    return this.#noting(() => this.#source.readBars(requests, signal));
  }

  /** Asks the source, with the filler at rest meanwhile; what it refuses is noted at once, in its place. */
  async #noting<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const resume = this.#filler.pause();
    try {
      return await ask();
    } finally {
      this.#note(await this.#source.takeRejectedRows());
      resume();
    }
  }

  #kept(fingerprint: string, requests: readonly BarRequest[]) {
    const byKey = new Map<string, number[]>();
    for (const [position, request] of requests.entries()) {
      if (!isKept(request)) continue;
      const key = this.#filler.keyOf(fingerprint, request);
      const own = byKey.get(key);
      if (own === undefined) byKey.set(key, [position]);
      else own.push(position);
    }
    const kept: ({ readonly answer: BarAnswer; readonly rejected: readonly RejectedRow[] } | undefined)[] =
      requests.map(() => undefined);
    for (const [key, positions] of byKey) {
      const symbols = positions.flatMap((position) => requests[position]?.symbol ?? []);
      for (const [order, entry] of this.#parts.shelf.read(key, symbols).entries()) {
        const position = positions[order];
        const request = position === undefined ? undefined : requests[position];
        if (position === undefined || request === undefined || entry === undefined) continue;
        const { rejected, ...answer } = entry;
        kept[position] = { answer: { ...answer, interval: request.interval }, rejected };
      }
    }
    return kept;
  }

  #note(rows: readonly RejectedRow[]): void {
    const fresh = rows.filter(({ file, line, reason }) => !this.#told.has(`${file}\0${line}\0${reason}`));
    for (const { file, line, reason } of fresh) this.#told.add(`${file}\0${line}\0${reason}`);
    this.#rejected.push(...fresh);
  }
}

/** True for a request of history, which is asked for again when the session is opened the next time. */
function isKept({ from, to }: BarRequest): boolean {
  return to - from > SHORTEST_WINDOW_MS;
}
