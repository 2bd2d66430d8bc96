import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { DataState, QualityCounts } from '../../../shared/session/quality.ts';
import type { RejectedRow } from '../../loaders/contract.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { FeedBook } from '../quality/feed-book.ts';
import { dayScore } from '../quality/score.ts';
import { SeriesQuality } from '../quality/series-quality.ts';
import { GRACE_MILLISECONDS } from '../quality/silence.ts';
import { QualityTallies, type TallyKind } from '../quality/tallies.ts';
import type { TimeRange } from '../quality/time-range.ts';
import { APPENDED, DUPLICATE, INSERTED, type Outcome, REVISED } from '../session-data/bar-series.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { SourceRouter } from './source-router.ts';

export interface QualityDeskParts {
  readonly core: SessionCore;
  readonly router: SourceRouter;
  readonly session: () => TradingSession;
  readonly now: () => EpochMs;
  readonly isLoading: (symbolIndex: number) => boolean;
}

const DAY = intervalIndex('1d');

/** Listens to everything that tells how good the session's data is, and answers for each symbol. */
export class QualityDesk {
  readonly feeds: FeedBook;
  readonly series: SeriesQuality;
  readonly #parts: QualityDeskParts;
  readonly #tallies = new QualityTallies();
  readonly #halts = new Map<number, { from: number; to: number }[]>();

  constructor(parts: QualityDeskParts) {
    this.#parts = parts;
    this.feeds = new FeedBook(parts.router.sources.length);
    this.series = new SeriesQuality({
      ...parts,
      isServed: (symbolIndex, interval) => this.#isServed(symbolIndex, interval),
      feeds: this.feeds,
      tallies: this.#tallies,
      haltsOf: (symbolIndex) => this.haltsOf(symbolIndex),
    });
  }

  #isServed(symbolIndex: number, interval: Interval): boolean {
    const { core, router } = this.#parts;
    const route = router.knownRoute(core.parts.symbols.symbolAt(symbolIndex));
    // What no source has is not expected; until that is known, everything is.
    return route === undefined || route.readInterval(interval) !== undefined;
  }

  /** A new session date: nothing streams yet, and nothing is halted any more. */
  beginSession(session: TradingSession): void {
    for (const halts of this.#halts.values()) endLast(halts, session.preOpen);
    this.feeds.beginSession(session);
  }

  /** Where a symbol's bars from inside the session come from; undefined where it has daily ones only. */
  streams(symbolIndex: number, source: number, interval: Interval | undefined): void {
    const isFed = interval !== undefined && interval !== '1d' && source >= 0;
    this.feeds.subscribe(symbolIndex, isFed ? { feed: source, interval } : undefined);
  }

  /** The bar of a stream that lasted from `start` to `end` came, and what became of it. */
  takeBar(symbolIndex: number, interval: number, start: number, end: number, outcome: Outcome): void {
    if (interval < DAY) this.feeds.take(symbolIndex, end, outcome === APPENDED || outcome === INSERTED);
    if (outcome === DUPLICATE) this.#count(symbolIndex, interval, start, 'duplicates');
    else if (outcome === REVISED) this.#count(symbolIndex, interval, start, 'revised');
    else if (outcome === INSERTED || (outcome === APPENDED && end < this.#parts.now() - GRACE_MILLISECONDS))
      this.#count(symbolIndex, interval, start, 'late');
  }

  /** A symbol begins to stream: its bars of the session so far. */
  takeBackfill(symbolIndex: number, interval: Interval, records: Float64Array): void {
    const { calendar } = this.#parts.core.parts;
    const index = intervalIndex(interval);
    if (index >= DAY) return;
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      this.feeds.take(symbolIndex, calendar.spanEnd(index, records[at + BAR_START] ?? Number.NaN), true);
    }
  }

  /** A bar that breaks the rules of a bar was kept out, of whichever origin. */
  quarantined(symbolIndex: number, interval: Interval, start: number): void {
    this.#count(symbolIndex, intervalIndex(interval), start, 'rejected');
  }

  /** A derived bar follows a change in the past. */
  revised(symbolIndex: number, interval: Interval, start: number): void {
    if (this.feeds.subscription(symbolIndex)?.interval === interval || interval === '1d') return;
    this.#count(symbolIndex, intervalIndex(interval), start, 'revised');
  }

  /** A row of a file did not become a bar; of one whose symbol and day are known, the day lacks it. */
  rejectedRow({ symbol, interval, date }: RejectedRow): void {
    const { calendar, symbols } = this.#parts.core.parts;
    const symbolIndex = symbol === undefined ? undefined : symbols.indexOf(symbol);
    if (symbolIndex === undefined || interval === undefined || date === undefined) return;
    if (date < calendar.firstDate || date > calendar.lastDate) return;
    this.#tallies.count(symbolIndex, intervalIndex(interval), date, 'rejected');
  }

  #count(symbolIndex: number, interval: number, start: number, kind: TallyKind): void {
    const { calendar } = this.#parts.core.parts;
    const date = Number.isSafeInteger(start) ? calendar.dateOf(epochMs(start)) : this.#parts.session().date;
    this.#tallies.count(symbolIndex, interval, date, kind);
  }

  setHalted(symbolIndex: number, halted: boolean): void {
    const now = this.#parts.now();
    const halts = this.#halts.get(symbolIndex) ?? [];
    endLast(halts, now);
    if (halted) halts.push({ from: now, to: Number.POSITIVE_INFINITY });
    this.#halts.set(symbolIndex, halts);
  }

  haltsOf(symbolIndex: number): readonly TimeRange[] {
    return this.#halts.get(symbolIndex) ?? [];
  }

  /** Nothing of a removed symbol stays. */
  forget(symbolIndex: number): void {
    this.#tallies.forget(symbolIndex);
    this.series.forget(symbolIndex);
  }

  /** How the data of a symbol stands now. */
  stateOf(symbolIndex: number): DataState {
    const { core, now, session } = this.#parts;
    const { open, close } = session();
    const instant = now();
    if (core.holdings(symbolIndex).isEmpty) return 'idle';
    if (this.#hasNothing(symbolIndex)) return 'missing';
    if (instant < open || instant >= close) return 'closed';
    const halt = this.haltsOf(symbolIndex).at(-1);
    if (halt !== undefined && halt.to > instant) return 'halted';
    const subscription = this.feeds.subscription(symbolIndex);
    if (subscription === undefined) return this.#dailyState(symbolIndex);
    const feed = this.feeds.feed(subscription.feed)?.stateAt(instant) ?? 'live';
    if (feed !== 'live') return feed === 'lost' ? 'gap' : 'stale';
    const length = nominalMilliseconds(subscription.interval);
    const newest = open + Math.floor((instant - open) / length) * length;
    return newest === open || this.feeds.lastEndOf(symbolIndex) >= newest ? 'live' : 'quiet';
  }

  /** With daily bars only, a symbol knows nothing of the session until its source brings the day. */
  #dailyState(symbolIndex: number): DataState {
    const { bars } = this.#parts.core.parts;
    return bars.latest('1d').fresh[symbolIndex] === 1 ? 'live' : 'stale';
  }

  #hasNothing(symbolIndex: number): boolean {
    const { core, isLoading } = this.#parts;
    return !isLoading(symbolIndex) && !core.holdsBars(symbolIndex) && this.feeds.barsOf(symbolIndex) === 0;
  }

  /** The newest values of symbols are old from the moment on at which their feed is silent too long. */
  expireCutOff(): void {
    const { bars } = this.#parts.core.parts;
    for (const symbolIndex of this.feeds.cutOff(this.#parts.now())) bars.expire(symbolIndex);
  }

  /** The interval of a symbol's stream where that is only folded into coarser bars and not kept. */
  foldedStream(symbolIndex: number): Interval | undefined {
    const interval = this.feeds.subscription(symbolIndex)?.interval;
    const { bars } = this.#parts.core.parts;
    return interval === undefined || bars.series(symbolIndex, interval) !== undefined ? undefined : interval;
  }

  /**
   * The session date of such a stream, from what was counted of it: with no bars kept, those that are not there
   * are lost where the whole feed was silent or lost, and quiet where it was not.
   */
  foldedDay(symbolIndex: number, interval: Interval): QualityCounts & { readonly score: number | null } {
    const { now, session } = this.#parts;
    const { open, close, date } = session();
    const length = nominalMilliseconds(interval);
    const asOf = Math.min(now(), close);
    const expected = Math.max(0, Math.floor((asOf - open) / length));
    const got = Math.min(expected, this.feeds.barsOf(symbolIndex));
    const feed = this.feeds.feed(this.feeds.subscription(symbolIndex)?.feed ?? -1);
    let absent = expected - got;
    const take = (ranges: readonly TimeRange[]): number => {
      const bars = Math.min(absent, slotsWithin(ranges, open, asOf, length));
      absent -= bars;
      return bars;
    };
    const halted = take(this.haltsOf(symbolIndex));
    const lost = take(feed?.lostIn(date, now()) ?? []);
    const tally = this.#tallies.of(symbolIndex, intervalIndex(interval), date);
    const counts = { expected, got, quiet: absent, halted, lost, ...tally };
    return { ...counts, score: dayScore(counts) };
  }
}

/** Bars of a length that lie in any of the ranges between two instants, a part of one included. */
function slotsWithin(ranges: readonly TimeRange[], open: number, asOf: number, length: number): number {
  return ranges.reduce((sum, { from, to }) => {
    const first = Math.floor((Math.max(from, open) - open) / length);
    const end = Math.floor((Math.min(to, asOf) - open) / length);
    const cut = (Math.min(to, asOf) - open) % length > 0 && to < asOf ? 1 : 0;
    return sum + Math.max(0, end + cut - first);
  }, 0);
}

function endLast(ranges: { to: number }[], now: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last.to > now) last.to = now;
}
