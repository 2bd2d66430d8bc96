import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { INTERVAL_COUNT, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { EpochMs, SessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { ExtendedHistory, type ExtendedHistoryParts } from './extended-history.ts';
import { EXTENDED_HOURS } from './feed-hours.ts';
import type { FeedWatch } from './lost-streams.ts';
import { SessionFeed } from './session-feed.ts';
import { planStreams } from './stream-planner.ts';
import type { Stream } from './stream-reads.ts';

interface SymbolPlan {
  readonly base: Interval | undefined;
  readonly kept: ReadonlySet<Interval>;
}

const NO_PLAN: SymbolPlan = { base: undefined, kept: new Set() };

/**
 * Brings in the bars before the open and after the close, of symbols of which somebody holds them: streams
 * of their own into series of their own. Rows, scans and orders see nothing of them.
 */
export class ExtendedStreams {
  readonly feed: SessionFeed;
  readonly #history: ExtendedHistory;
  readonly #plans = new Map<number, SymbolPlan>();

  constructor(
    private readonly parts: ExtendedHistoryParts,
    watch: FeedWatch,
  ) {
    const { calendar, core, recorder } = parts;
    this.#history = new ExtendedHistory(parts);
    this.feed = new SessionFeed(
      calendar,
      (index, interval, records, at) => {
        recorder.bar(index, INTERVAL_COUNT + interval, records, at);
        core.extended.bars.ingest(index, interval, records, at);
      },
      watch,
      EXTENDED_HOURS,
    );
  }

  /** A new session begins with nothing subscribed. */
  beginSession(session: TradingSession): void {
    this.#plans.clear();
    this.feed.open(session);
  }

  get pendingCount(): number {
    return this.#history.pendingCount;
  }

  queueHistory(demand: HistoryDemand): void {
    this.#history.queue(demand);
  }

  cancelLoads(symbolIndex: number): void {
    this.#history.cancel(symbolIndex);
  }

  flush(date: SessionDate): Promise<void> {
    return this.#history.flush(date);
  }

  /** Subscribes and drops streams of symbols whose holdings have changed. */
  async sync(indexes: readonly number[], now: EpochMs): Promise<void> {
    const { core } = this.parts;
    const added: Stream[] = [];
    for (const index of indexes) {
      const { stream, grown } = this.#plan(index);
      if (stream === undefined) continue;
      const generation = core.generation(index);
      if (!this.feed.has(index, stream.interval)) added.push(stream);
      else if (grown.length > 0) {
        const records = await this.feed.readEnded(stream, now);
        if (core.generation(index) === generation) this.#backfill(stream, records, grown);
      }
    }
    const generations = new Map(added.map(({ symbolIndex }) => [symbolIndex, core.generation(symbolIndex)]));
    await this.feed.add(added, now, (stream, records) => {
      const { symbolIndex } = stream;
      if (core.generation(symbolIndex) !== generations.get(symbolIndex)) return;
      this.#backfill(stream, records, [...this.#planOf(symbolIndex).kept]);
    });
    core.extended.bars.closeFormingUntil(now);
  }

  #planOf(index: number): SymbolPlan {
    return this.#plans.get(index) ?? NO_PLAN;
  }

  /** The stream that a symbol should have now, and which of its held intervals have no bars of this session yet. */
  #plan(index: number): { stream: Stream | undefined; grown: readonly Interval[] } {
    const { core, router } = this.parts;
    const before = this.#planOf(index);
    const held = core.holdings(index).extendedIntervals();
    if (held.length === 0 && before.base === undefined) return { stream: undefined, grown: [] };
    const symbol = core.parts.symbols.symbolAt(index);
    const route = router.route(symbol);
    const { base, derived } = planStreams(held, route);
    const source = base === undefined || base === '1d' ? undefined : route.serves(base);
    if (before.base !== undefined && before.base !== base) this.feed.remove(index, before.base);
    if (base === undefined || source === undefined) {
      this.#plans.delete(index);
      return { stream: undefined, grown: [] };
    }
    core.extended.bars.setDerived(index, base, derived);
    const kept = held.filter((interval) => interval === base || derived.includes(interval));
    this.#plans.set(index, { base, kept: new Set(kept) });
    const grown = kept.filter((interval) => before.base !== base || !before.kept.has(interval));
    return { stream: { symbolIndex: index, symbol, interval: base, source }, grown };
  }

  #backfill({ symbolIndex, interval }: Stream, records: Float64Array, intervals: readonly Interval[]): void {
    if (records.length === 0) return;
    const { core, recorder } = this.parts;
    for (let at = 0; at < records.length; at += BAR_STRIDE)
      recorder.bar(symbolIndex, INTERVAL_COUNT + intervalIndex(interval), records, at);
    core.extended.bars.backfill(symbolIndex, interval, records, intervals);
  }
}
