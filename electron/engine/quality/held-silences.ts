import { type Interval, intervalIndex, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { BarSeries } from '../session-data/bar-series.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { FeedBook } from './feed-book.ts';
import { lostRuns } from './silence.ts';
import type { TimeRange } from './time-range.ts';

const DAY = intervalIndex('1d');

/**
 * When a feed was lost in sessions that were loaded, not listened to: told by when none of the symbols that are held
 * in full and share a feed has a bar. Remembered by session until one of their series changes.
 */
export class HeldSilences {
  readonly #known = new Map<string, { readonly stamp: number; readonly ranges: readonly TimeRange[] }>();

  constructor(
    private readonly core: SessionCore,
    private readonly feeds: FeedBook,
  ) {}

  /** Ascending. Of a symbol that shares its feed with no other, by its own bars. */
  of(symbolIndex: number, interval: Interval, session: TradingSession): readonly TimeRange[] {
    if (intervalIndex(interval) >= DAY) return [];
    const feed = this.feeds.subscription(symbolIndex)?.feed;
    const series = this.#seriesOf(symbolIndex, feed, interval);
    const key = `${feed ?? `symbol ${symbolIndex}`} ${interval} ${session.date}`;
    const stamp = series.reduce((sum, { changes, counters }) => sum + changes + counters.accepted, 0);
    const held = this.#known.get(key);
    if (held?.stamp === stamp) return held.ranges;
    const ranges = silencesOf(series, nominalMilliseconds(interval), session);
    this.#known.set(key, { stamp, ranges });
    return ranges;
  }

  #seriesOf(symbolIndex: number, feed: number | undefined, interval: Interval): BarSeries[] {
    const { bars, symbols } = this.core.parts;
    const sharing = this.core.promoted().flatMap((symbol) => symbols.indexOf(symbol) ?? []);
    const members = new Set([symbolIndex]);
    for (const index of sharing) {
      if (feed !== undefined && this.feeds.subscription(index)?.feed === feed) members.add(index);
    }
    return [...members].flatMap((index) => bars.series(index, interval) ?? []);
  }
}

function silencesOf(
  series: readonly BarSeries[],
  length: number,
  { open, close }: TradingSession,
): readonly TimeRange[] {
  const active = new Uint8Array(Math.ceil((close - open) / length));
  for (const each of series) {
    const end = each.indexFrom(close);
    for (let index = each.indexFrom(open); index < end; index += 1) {
      active[Math.floor((each.startOf(index) - open) / length)] = 1;
    }
  }
  return lostRuns(active, active.length).map(({ first, end }) => ({
    from: open + first * length,
    to: Math.min(open + end * length, close),
  }));
}
