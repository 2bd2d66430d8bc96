import { type Interval, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { grownFloat64, grownInt32 } from '../session-data/column.ts';
import { FeedLiveness } from './feed-liveness.ts';

/** Which feed a symbol streams from, and how fine. */
interface Subscription {
  readonly feed: number;
  readonly interval: Interval;
}

/** The feeds of all sources by number, who streams from which, and what came of each symbol in this session. */
export class FeedBook {
  readonly #feeds: readonly FeedLiveness[];
  readonly #subscriptions = new Map<number, Subscription>();
  /** By feed: how many of its symbols stream each interval. */
  readonly #streamed: readonly Map<Interval, number>[];
  /** By symbol: the feed that it streams from, as a number for the hot path; none where undefined. */
  readonly #feedOf: (FeedLiveness | undefined)[] = [];
  /** By symbol: bars from inside the session so far, and the end of the newest. */
  #bars: Int32Array = new Int32Array(0);
  #lastEnd: Float64Array = new Float64Array(0);
  #session: TradingSession | undefined;

  constructor(sources: number) {
    this.#feeds = Array.from({ length: sources }, () => new FeedLiveness());
    this.#streamed = this.#feeds.map(() => new Map());
  }

  beginSession(session: TradingSession): void {
    this.#session = session;
    this.#bars.fill(0);
    this.#lastEnd.fill(Number.NaN);
    this.#subscriptions.clear();
    this.#feedOf.length = 0;
    for (const streamed of this.#streamed) streamed.clear();
    for (const feed of this.#feeds) feed.beginSession(session);
  }

  /** Says where a symbol's bars from inside the session come from; undefined where none do. */
  subscribe(symbolIndex: number, subscription: Subscription | undefined): void {
    this.#ensureSize(symbolIndex + 1);
    const before = this.#subscriptions.get(symbolIndex);
    if (before?.feed === subscription?.feed && before?.interval === subscription?.interval) return;
    if (before !== undefined) this.#count(before, -1);
    if (subscription === undefined) this.#subscriptions.delete(symbolIndex);
    else {
      this.#subscriptions.set(symbolIndex, subscription);
      this.#count(subscription, 1);
    }
    this.#feedOf[symbolIndex] = subscription === undefined ? undefined : this.#feeds[subscription.feed];
  }

  #ensureSize(size: number): void {
    if (size <= this.#bars.length) return;
    this.#bars = grownInt32(this.#bars, size);
    this.#lastEnd = grownFloat64(this.#lastEnd, size, Number.NaN);
  }

  #count({ feed, interval }: Subscription, change: number): void {
    const streamed = this.#streamed[feed];
    if (streamed === undefined) return;
    streamed.set(interval, (streamed.get(interval) ?? 0) + change);
    const finest = (['1s', '1m'] as const).find((each) => (streamed.get(each) ?? 0) > 0);
    if (finest !== undefined) this.#feeds[feed]?.streams(nominalMilliseconds(finest));
  }

  /** A bar from inside the session came; `isNew` where its place was empty. */
  take(symbolIndex: number, end: number, isNew: boolean): void {
    this.#feedOf[symbolIndex]?.take(end);
    if (!isNew) return;
    this.#bars[symbolIndex] = (this.#bars[symbolIndex] ?? 0) + 1;
    if (!(end <= (this.#lastEnd[symbolIndex] ?? Number.NaN))) this.#lastEnd[symbolIndex] = end;
  }

  /** Where a symbol's bars of this session come from; undefined for one with daily bars only. */
  subscription(symbolIndex: number): Subscription | undefined {
    return this.#subscriptions.get(symbolIndex);
  }

  feed(number: number): FeedLiveness | undefined {
    return this.#feeds[number];
  }

  /** Bars of a symbol's stream in this session. */
  barsOf(symbolIndex: number): number {
    return this.#bars[symbolIndex] ?? 0;
  }

  /** End of the newest of them; NaN where there is none. */
  lastEndOf(symbolIndex: number): number {
    return this.#lastEnd[symbolIndex] ?? Number.NaN;
  }

  /** All sources say at once that their feeds are lost, or back. */
  tell(lost: boolean, now: number): void {
    for (const number of this.#inUse()) this.#feeds[number]?.tell(lost, now);
  }

  /** Numbers of the feeds that anything streams from. */
  #inUse(): number[] {
    return this.#streamed.flatMap((streamed, number) =>
      [...streamed.values()].some((count) => count > 0) ? [number] : [],
    );
  }

  /** True where any feed that symbols stream from is silent longer than it should be. */
  isSilent(now: number): boolean {
    return this.#inUse().some((number) => this.#feeds[number]?.stateAt(now) !== 'live');
  }

  /** Symbols whose feed is not alive. */
  cutOff(now: number): number[] {
    const dead = new Set(this.#inUse().filter((number) => this.#feeds[number]?.stateAt(now) !== 'live'));
    if (dead.size === 0) return [];
    return [...this.#subscriptions].flatMap(([symbol, { feed }]) => (dead.has(feed) ? [symbol] : []));
  }

  /** The next instant after `now` at which a feed is silent too long, unless it speaks before; Infinity for none. */
  nextSilence(now: number): number {
    const session = this.#session;
    if (session === undefined || now >= session.close) return Number.POSITIVE_INFINITY;
    const due = this.#inUse()
      .map((number) => this.#feeds[number]?.nextSilence(now) ?? Number.NaN)
      .filter((instant) => instant < session.close);
    return Math.min(Number.POSITIVE_INFINITY, ...due);
  }

  /** End of the newest bar of all feeds in this session; undefined where none has come. */
  get newest(): EpochMs | undefined {
    const ends = this.#feeds.flatMap((feed) => feed.newest ?? []);
    return ends.length === 0 ? undefined : epochMs(Math.max(...ends));
  }
}
