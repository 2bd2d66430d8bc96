import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { BarStore } from '../session-data/bar-store.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { inTurns } from '../turns.ts';
import type { BarIntake } from './bar-intake.ts';
import type { QualityDesk } from './quality-desk.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { SessionFeed } from './session-feed.ts';
import type { SourceRouter } from './source-router.ts';
import { planStreams } from './stream-planner.ts';
import type { Stream } from './stream-reads.ts';
import type { SymbolBoard } from './symbol-board.ts';

export interface StreamSyncParts {
  readonly bars: BarStore;
  readonly board: SymbolBoard;
  readonly core: SessionCore;
  readonly feed: SessionFeed;
  readonly intake: Pick<BarIntake, 'catchUp'>;
  readonly quality: Pick<QualityDesk, 'streams'>;
  readonly recorder: RunRecorder;
  readonly router: SourceRouter;
}

/** Symbols that are planned before others have their turn. */
const SYMBOLS_PER_TURN = 100;

const ALL_STREAMS: readonly Interval[] = ['1s', '1m', '1d'];

/** Brings the session's streams in line with what is held, and newly held intervals up to the present. */
export class StreamSync {
  /** Per symbol: the intervals that are kept up to date in this session, each with its generation when it began. */
  readonly #live = new Map<number, ReadonlyMap<Interval, number>>();
  /** Symbols that stream bars from inside the session. */
  readonly #streaming = new Set<number>();

  constructor(private readonly parts: StreamSyncParts) {}

  /** A new session begins with nothing subscribed. */
  beginSession(): void {
    this.#live.clear();
    this.#streaming.clear();
  }

  /** True where bars from inside the session come for the symbol. */
  isStreaming(symbolIndex: number): boolean {
    return this.#streaming.has(symbolIndex);
  }

  /** Subscribes and drops streams of symbols whose holdings have changed. */
  async sync(indexes: readonly number[], now: EpochMs): Promise<void> {
    const added: Stream[] = [];
    const quoted: Stream[] = [];
    const grown: { stream: Stream; intervals: readonly Interval[] }[] = [];
    const generations = new Map(indexes.map((index) => [index, this.parts.core.generation(index)]));
    await inTurns(indexes, SYMBOLS_PER_TURN, (index) => {
      const { streams, backfill } = this.#planSymbol(index);
      const promoted = this.parts.core.isPromoted(this.parts.core.parts.symbols.symbolAt(index));
      if (!promoted) this.parts.feed.removeQuotes(index);
      for (const stream of streams) {
        if (promoted && stream.interval !== '1d') quoted.push(stream);
        if (!this.parts.feed.has(index, stream.interval)) added.push(stream);
        else if (backfill.base === stream.interval && backfill.intervals.length > 0) {
          grown.push({ stream, intervals: backfill.intervals });
        }
      }
    });
    const isCurrent = (index: number): boolean =>
      this.parts.core.generation(index) === generations.get(index);
    await this.parts.feed.add(added, now, (stream, records) => {
      const { symbolIndex } = stream;
      if (!isCurrent(symbolIndex)) return;
      this.parts.intake.catchUp(symbolIndex, stream.interval, records);
      this.#backfill(stream, records, [...this.#liveOf(symbolIndex).keys()]);
    });
    for (const { stream, intervals } of grown) {
      const records = await this.parts.feed.readEnded(stream, now);
      if (isCurrent(stream.symbolIndex)) this.#backfill(stream, records, intervals);
    }
    for (const stream of quoted) if (isCurrent(stream.symbolIndex)) await this.parts.feed.addQuotes(stream);
    this.parts.bars.closeFormingUntil(now);
  }

  #liveOf(index: number): ReadonlyMap<Interval, number> {
    return this.#live.get(index) ?? new Map();
  }

  /** Streams that a symbol should have now, and which of its held intervals have no bars of this session yet. */
  #planSymbol(index: number): {
    streams: Stream[];
    backfill: { base: Interval | undefined; intervals: readonly Interval[] };
  } {
    const symbol = this.parts.core.parts.symbols.symbolAt(index);
    const route = this.parts.router.route(symbol);
    const held = this.parts.core.holdings(index).sessionIntervals();
    const plan = planStreams(held, route);
    for (const interval of ALL_STREAMS) {
      if (!plan.streams.includes(interval)) this.parts.feed.remove(index, interval);
    }
    this.parts.bars.setDerived(index, plan.base ?? '1d', plan.derived);
    const kept = held.filter((interval) => interval === plan.base || plan.derived.includes(interval));
    const generations = new Map(
      kept.map((interval) => [interval, this.parts.core.intervalGeneration(index, interval)] as const),
    );
    // Bars that were let go and are wanted again have nothing of this session, though their stream goes on.
    const intervals = kept.filter(
      (interval) => this.#liveOf(index).get(interval) !== generations.get(interval),
    );
    this.#live.set(index, generations);
    if (plan.base === undefined || plan.base === '1d') this.#streaming.delete(index);
    else {
      this.#streaming.add(index);
      this.parts.board.sparks.ensureSize(index + 1);
      this.parts.board.sparks.setKind(index, intervalIndex(plan.base));
    }
    const streams = plan.streams.flatMap((interval) => {
      const source = route.serves(interval);
      return source === undefined ? [] : [{ symbolIndex: index, symbol, interval, source }];
    });
    const base = streams.find(({ interval }) => interval === plan.base)?.source;
    const source = base === undefined ? -1 : this.parts.router.sources.indexOf(base);
    this.parts.quality.streams(index, source, plan.base);
    return { streams, backfill: { base: plan.base, intervals } };
  }

  /** The session's bars so far, for intervals that are newly held. */
  #backfill(stream: Stream, records: Float64Array, intervals: readonly Interval[]): void {
    const { symbolIndex, interval } = stream;
    if (records.length === 0) return;
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      this.parts.recorder.bar(symbolIndex, intervalIndex(interval), records, at);
    }
    this.parts.bars.backfill(symbolIndex, interval, records, intervals);
  }
}
