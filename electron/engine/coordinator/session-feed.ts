import { BAR_START, BAR_STRIDE, QUOTE_STRIDE, type Quote } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { inTurns } from '../turns.ts';
import { explainedRead } from './explained-read.ts';
import { FeedDay, type FeedHours, REGULAR_HOURS } from './feed-hours.ts';
import { type FeedWatch, LostStreams, UNWATCHED } from './lost-streams.ts';
import { readStreams, type Stream } from './stream-reads.ts';

/** Takes a bar that has ended: the record at `at` of `records`. */
export type BarSink = (symbolIndex: number, intervalIndex: number, records: Float64Array, at: number) => void;

/** What is read of a stream and not delivered yet. */
interface Block {
  readonly stream: Stream;
  readonly intervalIndex: number;
  records: Float64Array;
  cursor: number;
  nextEnd: number;
}

/** Bars read at a time over all streams, which bounds the memory of a market-wide session. */
const BARS_PER_READ = 400_000;
/** The first ones of a session: it begins, or stands again where it stood, without the whole day being read. */
const BARS_PER_FIRST_READ = 40_000;
/** Sessions of daily bars that are read at once from a source whose prices do not depend on the session date. */
const DAILY_READ_AHEAD = 64;
/** Streams that take over what was read before others have their turn. */
const STREAMS_PER_TURN = 500;
/** Bars that are handed over before others have their turn; one of them may make a whole series' indicators anew. */
const BARS_PER_TURN = 500;
const MINUTE = 60_000;

/**
 * The bars of one session in the order of their ends, for all streams: read from
 * the sources in windows, delivered when the session clock has reached a bar's
 * end and not before.
 */
export class SessionFeed {
  readonly #blocks = new Map<string, Block>();
  readonly #daily = new Map<string, { answer: BarAnswer; through: EpochMs }>();
  readonly #quotes = new Map<number, { records: Float64Array; cursor: number }>();
  #ordered: Block[] = [];
  readonly #lost: LostStreams;
  #session: TradingSession | undefined;
  #day = new FeedDay([]);
  #readThrough: number = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly calendar: Calendar,
    private readonly sink: BarSink,
    private readonly watch: FeedWatch = UNWATCHED,
    private readonly hours: FeedHours = REGULAR_HOURS,
  ) {
    this.#lost = new LostStreams(watch);
  }

  /** Begins a session with nothing subscribed. */
  open(session: TradingSession): void {
    this.#blocks.clear();
    this.#ordered = [];
    this.#quotes.clear();
    this.#lost.clear();
    this.#session = session;
    this.#day = new FeedDay(this.hours.partsOf(session));
    this.#readThrough = this.#day.begin;
  }

  has(symbolIndex: number, interval: Interval): boolean {
    return this.#blocks.has(`${symbolIndex} ${interval}`);
  }

  get streamCount(): number {
    return this.#ordered.length;
  }

  /**
   * Subscribes streams. Bars of the session that ended already are handed to `backfill` in one
   * block each; the later ones come with `deliver`.
   */
  async add(
    streams: readonly Stream[],
    now: EpochMs,
    backfill: (stream: Stream, records: Float64Array) => void,
  ): Promise<void> {
    const session = this.#current();
    const added = streams.filter((stream) => !this.has(stream.symbolIndex, stream.interval));
    const daily = added.filter((stream) => stream.interval === '1d');
    const intraday = added.filter((stream) => stream.interval !== '1d');
    await this.#addDaily(daily, session);
    const to = await this.#readTo(now, intraday.length > 0);
    const from = this.#day.begin;
    const answers = await readStreams(intraday, (stream) => this.#request(stream, from, to, session));
    for (const [position, stream] of intraday.entries()) {
      const records = this.#own(stream, this.#trusted(stream, answers[position], from));
      const ended = this.#endedBy(records, stream.interval, now);
      if (ended > 0) backfill(stream, records.subarray(0, ended));
      this.#put(stream, records, ended);
    }
    this.#reorder();
  }

  /** How far the streams that are there are read, at least to `now`: the ones to be added join them there. */
  async #readTo(now: EpochMs, adds: boolean): Promise<EpochMs> {
    const target = Math.min(now, this.#day.end);
    if (this.#hasUnread()) await this.readUntil(target);
    else if (adds) this.#readThrough = Math.max(this.#readThrough, target);
    return epochMs(Math.max(this.#readThrough, this.#day.begin));
  }

  async #addDaily(streams: readonly Stream[], session: TradingSession): Promise<void> {
    const missing = streams.filter((stream) => {
      const ahead = this.#daily.get(dailyKey(stream));
      return ahead === undefined || ahead.through < session.close;
    });
    const through = (stream: Stream): EpochMs => this.#readAhead(stream, session);
    const answers = await readStreams(missing, (stream) =>
      this.#request(stream, session.open, through(stream), session),
    );
    for (const [position, stream] of missing.entries()) {
      const answer = answers[position];
      // A failed one is not kept: the next session asks again.
      if (answer?.failed !== undefined) this.#lost.take(stream, answer, session.open);
      else if (answer !== undefined) this.#daily.set(dailyKey(stream), { answer, through: through(stream) });
    }
    await inTurns(streams, STREAMS_PER_TURN, (stream) => {
      const records = this.#daily.get(dailyKey(stream))?.answer.records ?? new Float64Array(0);
      this.#put(stream, barOf(records, session), 0);
    });
  }

  /** What can be built on of an answer: what comes after a part that failed waits until that is there. */
  #trusted(stream: Stream, answer: BarAnswer | undefined, asked: number): Float64Array {
    const until = this.#lost.take(stream, answer, epochMs(asked));
    const records = answer?.records ?? new Float64Array(0);
    return until === undefined
      ? records
      : records.subarray(0, this.#endedBy(records, stream.interval, until));
  }

  /** Of bars that were read over several parts of the day, those that belong to them. */
  #own(stream: Stream, records: Float64Array): Float64Array {
    if (this.hours.asked === 'regular') return records;
    const index = intervalIndex(stream.interval);
    return recordsWhere(records, (start) => this.#day.holds(this.calendar.spanEnd(index, start)));
  }

  /** End of the last session whose daily bar is read together with this one's. */
  #readAhead(stream: Stream, session: TradingSession): EpochMs {
    if (stream.source.fixedBasis === undefined) return session.close;
    let last = session;
    for (let count = 1; count < DAILY_READ_AHEAD && last.date < this.calendar.lastDate; count += 1) {
      last = this.calendar.nextSession(last.date) ?? last;
    }
    return last.close;
  }

  remove(symbolIndex: number, interval: Interval): void {
    const block = this.#blocks.get(`${symbolIndex} ${interval}`);
    if (block === undefined) return;
    this.#blocks.delete(`${symbolIndex} ${interval}`);
    this.#lost.forget(block.stream);
    if (interval !== '1d') this.#quotes.delete(symbolIndex);
    this.#reorder();
  }

  removeQuotes(symbolIndex: number): void {
    this.#quotes.delete(symbolIndex);
  }

  /** Quotes of a symbol for the rest of the session. */
  async addQuotes(stream: Stream): Promise<void> {
    const session = this.#current();
    if (this.#quotes.has(stream.symbolIndex)) return;
    try {
      const [answer] = await stream.source.source.readQuotes([
        { symbol: stream.symbol, from: session.preOpen, to: session.close, asOf: session.date },
      ]);
      if (answer !== undefined)
        this.#quotes.set(stream.symbolIndex, { records: answer.records, cursor: -QUOTE_STRIDE });
    } catch (error) {
      this.watch.onFailed(stream, 'quotes', error instanceof Error ? error.message : String(error));
    }
  }

  /** The newest quote at `now`; undefined where the symbol has none. */
  quoteAt(symbolIndex: number, now: EpochMs): Quote | undefined {
    const quotes = this.#quotes.get(symbolIndex);
    if (quotes === undefined) return undefined;
    const { records } = quotes;
    while ((records[quotes.cursor + QUOTE_STRIDE] ?? Number.NaN) <= now) quotes.cursor += QUOTE_STRIDE;
    if (quotes.cursor < 0) return undefined;
    const [time, bid, bidSize, ask, askSize] = records.subarray(quotes.cursor, quotes.cursor + QUOTE_STRIDE);
    if (
      time === undefined ||
      bid === undefined ||
      bidSize === undefined ||
      ask === undefined ||
      askSize === undefined
    ) {
      return undefined;
    }
    return { time: epochMs(time), bid, bidSize, ask, askSize };
  }

  /** The next instant at which a bar ends, or more must be read; Infinity when the session has nothing more. */
  nextTime(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const block of this.#ordered) if (block.nextEnd < next) next = block.nextEnd;
    next = Math.min(next, this.#lost.nextTry());
    return this.#hasUnread() ? Math.min(next, this.#day.after(this.#readThrough) + 1) : next;
  }

  /** True where bars that end by `instant` may not be at hand yet. */
  needsRead(instant: number): boolean {
    return (
      (this.#hasUnread() && this.#day.after(this.#readThrough) < instant) || this.#lost.nextTry() <= instant
    );
  }

  /** True where bars from inside the session come in. */
  get hasIntraday(): boolean {
    return this.#ordered.some((block) => block.stream.interval !== '1d');
  }

  #hasUnread(): boolean {
    return this.hasIntraday && this.#readThrough < this.#day.end;
  }

  /** Bars of a stream's session that have ended by `now`, read anew: streams that are only folded keep none. */
  async readEnded(stream: Stream, now: EpochMs): Promise<Float64Array> {
    const session = this.#current();
    const { begin, end } = this.#day;
    const to = Math.min(now, end);
    if (to <= begin) return new Float64Array(0);
    const [answer] = await explainedRead(stream.source.source, [this.#request(stream, begin, to, session)]);
    if (answer?.failed !== undefined) this.watch.onFailed(stream, 'bars', answer.cause ?? 'no reason given');
    return this.#own(stream, answer?.records ?? new Float64Array(0));
  }

  /** Reads on until every bar that ends by `instant` is at hand, and tries lost streams again that are due by then. */
  async readUntil(instant: number): Promise<void> {
    const session = this.#current();
    for (;;) {
      const rest = this.#day.rest(this.#readThrough);
      if (rest === undefined || rest.from >= instant) break;
      const intraday = this.#ordered.filter(
        ({ stream }) => stream.interval !== '1d' && this.#lost.lostFrom(stream) === undefined,
      );
      const bars = this.#readThrough > this.#day.begin ? BARS_PER_READ : BARS_PER_FIRST_READ;
      const minutes = Math.max(1, Math.floor(bars / Math.max(1, intraday.length)));
      const { from } = rest;
      const to = Math.min(rest.to, from + minutes * MINUTE);
      const answers = await readStreams(
        intraday.map((block) => block.stream),
        (stream) => this.#request(stream, from, to, session),
      );
      await inTurns(intraday, STREAMS_PER_TURN, (block, position) =>
        this.#extend(block, this.#trusted(block.stream, answers[position], from)),
      );
      this.#readThrough = this.#day.after(to);
    }
    await this.#tryLost(instant, session);
  }

  /** Asks again for what lost streams lack, up to where the others are read. */
  async #tryLost(instant: number, session: TradingSession): Promise<void> {
    const due = this.#lost.due(instant);
    const to = (stream: Stream): number => (stream.interval === '1d' ? session.close : this.#readThrough);
    const answers = await readStreams(due, (stream) =>
      this.#request(stream, this.#lost.lostFrom(stream) ?? session.open, to(stream), session),
    );
    for (const [position, stream] of due.entries()) {
      const block = this.#blocks.get(`${stream.symbolIndex} ${stream.interval}`);
      if (block === undefined || this.#session !== session) continue;
      this.#extend(block, this.#own(stream, this.#trusted(stream, answers[position], instant)));
    }
  }

  /**
   * Hands every bar that has ended by `instant` to the sink: finest interval first, then by symbol, in parts after
   * which others may have a turn.
   */
  *deliver(instant: number): Generator<void> {
    let delivered = 0;
    for (const block of this.#ordered) {
      while (block.nextEnd <= instant) {
        this.sink(block.stream.symbolIndex, block.intervalIndex, block.records, block.cursor);
        block.cursor += BAR_STRIDE;
        this.#advance(block);
        delivered += 1;
        if (delivered % BARS_PER_TURN === 0) yield;
      }
    }
  }

  #request(stream: Stream, from: number, to: number, session: TradingSession): BarRequest {
    return {
      symbol: stream.symbol,
      interval: stream.interval,
      from: epochMs(from),
      to: epochMs(to),
      hours: this.hours.asked,
      asOf: session.date,
    };
  }

  #put(stream: Stream, records: Float64Array, cursor: number): void {
    const block = { stream, intervalIndex: intervalIndex(stream.interval), records, cursor, nextEnd: 0 };
    this.#advance(block);
    this.#blocks.set(`${stream.symbolIndex} ${stream.interval}`, block);
  }

  #extend(block: Block, more: Float64Array | undefined): void {
    if (more === undefined || more.length === 0) return;
    const left = block.records.length - block.cursor;
    const joined = new Float64Array(left + more.length);
    joined.set(block.records.subarray(block.cursor));
    joined.set(more, left);
    block.records = joined;
    block.cursor = 0;
    this.#advance(block);
  }

  #advance(block: Block): void {
    block.nextEnd =
      block.cursor < block.records.length
        ? this.calendar.spanEnd(block.intervalIndex, block.records[block.cursor + BAR_START] ?? Number.NaN)
        : Number.POSITIVE_INFINITY;
  }

  #endedBy(records: Float64Array, interval: Interval, now: number): number {
    const index = intervalIndex(interval);
    let at = 0;
    while (at < records.length && this.calendar.spanEnd(index, records[at] ?? Number.NaN) <= now)
      at += BAR_STRIDE;
    return at;
  }

  #reorder(): void {
    this.#ordered = [...this.#blocks.values()].sort(
      (left, right) =>
        left.intervalIndex - right.intervalIndex || left.stream.symbolIndex - right.stream.symbolIndex,
    );
  }

  #current(): TradingSession {
    if (this.#session === undefined) throw new Error('No session is open on the feed');
    return this.#session;
  }
}

function recordsWhere(records: Float64Array, holds: (start: number) => boolean): Float64Array {
  const kept = new Float64Array(records.length);
  let length = 0;
  for (let at = 0; at < records.length; at += BAR_STRIDE) {
    if (!holds(records[at + BAR_START] ?? Number.NaN)) continue;
    kept.set(records.subarray(at, at + BAR_STRIDE), length);
    length += BAR_STRIDE;
  }
  return kept.subarray(0, length);
}

/** The one record of daily ones that lies in a session. */
function barOf(records: Float64Array, session: TradingSession): Float64Array {
  let at = 0;
  while (at < records.length && (records[at] ?? 0) < session.open) at += BAR_STRIDE;
  const has = (records[at] ?? Number.NaN) < session.close;
  return has ? records.subarray(at, at + BAR_STRIDE) : records.subarray(0, 0);
}

function dailyKey(stream: Stream): string {
  return `${stream.symbolIndex} ${stream.source.description.name}`;
}
