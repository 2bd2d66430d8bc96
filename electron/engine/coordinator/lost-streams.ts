import { type EpochMs, epochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { BarAnswer } from '../../loaders/contract.ts';
import type { Stream } from './stream-reads.ts';

/** Told of streams whose source cannot give their bars. */
export interface FeedWatch {
  /** Bars after `from` do not come. `retryAt`: session time of the next try; null where there is none today. */
  onLost(stream: Stream, from: EpochMs, cause: string, retryAt: EpochMs | null): void;
  /** They come again, and those of the meantime with them. */
  onRestored(stream: Stream, from: EpochMs): void;
  /** Something else of a stream could not be read: bars of the day so far, or quotes. */
  onFailed(stream: Stream, what: 'bars' | 'quotes', cause: string): void;
}

export const UNWATCHED: FeedWatch = {
  onLost: () => undefined,
  onRestored: () => undefined,
  onFailed: () => undefined,
};

/** Minutes of session time after which a lost stream is tried again; after the last one it is lost for the session. */
const TRIES_AFTER_MINUTES = [1, 5, 15, 45] as const;

interface Lost {
  readonly stream: Stream;
  /** Bars that end after this are missing. */
  from: EpochMs;
  tries: number;
  retryAt: number;
}

/** The streams of a session that a source failed to go on with. Tries are at session times, so that a replay does the same. */
export class LostStreams {
  readonly #lost = new Map<string, Lost>();

  constructor(private readonly watch: FeedWatch) {}

  clear(): void {
    this.#lost.clear();
  }

  /** Where the bars of a lost stream end; undefined for one that is not lost. */
  lostFrom(stream: Stream): EpochMs | undefined {
    return this.#lost.get(keyOf(stream))?.from;
  }

  forget(stream: Stream): void {
    this.#lost.delete(keyOf(stream));
  }

  /** Session time of the next try; Infinity where none is due. */
  nextTry(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { retryAt } of this.#lost.values()) next = Math.min(next, retryAt);
    return next;
  }

  /** Streams to try again at an instant. */
  due(instant: number): readonly Stream[] {
    return [...this.#lost.values()].filter(({ retryAt }) => retryAt <= instant).map(({ stream }) => stream);
  }

  /** Takes note of an answer to a stream: lost, lost still, or there again. Answers how far its bars can be trusted. */
  take(stream: Stream, answer: BarAnswer | undefined, asked: EpochMs): EpochMs | undefined {
    const [first] = answer?.failed ?? [];
    const known = this.#lost.get(keyOf(stream));
    if (first === undefined) {
      if (known === undefined) return undefined;
      this.#lost.delete(keyOf(stream));
      this.watch.onRestored(stream, known.from);
      return undefined;
    }
    const from = epochMs(Math.max(first.from, known?.from ?? first.from));
    const tries = (known?.tries ?? -1) + 1;
    const wait = TRIES_AFTER_MINUTES[tries];
    const retryAt = wait === undefined ? Number.POSITIVE_INFINITY : asked + wait * MILLISECONDS_PER_MINUTE;
    this.#lost.set(keyOf(stream), { stream, from, tries, retryAt });
    const next = Number.isFinite(retryAt) ? epochMs(retryAt) : null;
    this.watch.onLost(
      stream,
      from,
      answer?.cause ?? `${stream.source.description.name} gave no reason`,
      next,
    );
    return from;
  }
}

function keyOf({ symbolIndex, interval }: Stream): string {
  return `${symbolIndex} ${interval}`;
}
