import type { Interval } from '../../../shared/domain/interval.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { SymbolState } from '../../../shared/session/status.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { sessionOpenOf } from '../calendar/session-of.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { IndicatorManager } from '../indicators/indicator-manager.ts';
import { holdConfig } from '../promotion/hold-config.ts';
import { PromotionBook } from '../promotion/promotion-book.ts';
import { BarStore } from '../session-data/bar-store.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { CONFIG, USER } from '../session-data/ownership.ts';
import { SessionCore } from '../session-data/session-core.ts';
import { SessionData } from '../session-data/session-data.ts';
import type { SessionChange, SessionHost } from '../session-data/session-host.ts';
import { SessionReader } from '../session-data/session-reader.ts';
import { SymbolTable } from '../session-data/symbol-table.ts';
import { inTurns, partsInTurns } from '../turns.ts';
import { BarIntake } from './bar-intake.ts';
import { BarWatch } from './bar-watch.ts';
import { BoardRows } from './board-rows.ts';
import type { CoordinatorParts } from './coordinator-parts.ts';
import { ExtendedStreams } from './extended-streams.ts';
import { feedWatch } from './feed-watch.ts';
import { Feeds } from './feeds.ts';
import { followBasis } from './follow-basis.ts';
import { LEDGER_KINDS } from './ledger-kinds.ts';
import { LoadRunner } from './load-runner.ts';
import { loadWatch } from './load-watch.ts';
import { QualityDesk } from './quality-desk.ts';
import { RemovalBook } from './removal-book.ts';
import { SessionFeed } from './session-feed.ts';
import { ShortLoads } from './short-loads.ts';
import { StreamSync } from './stream-sync.ts';
import { SymbolBoard } from './symbol-board.ts';
import type { UniverseChange } from './universe.ts';

/**
 * Owns the life of everything in a session: turns holdings into streams and loads,
 * brings bars in, moves from one session to the next. It is the host behind
 * SessionData; who decides when a step is taken is SessionRun.
 */
export class SessionCoordinator implements SessionHost {
  readonly data: SessionData;
  readonly core: SessionCore;
  readonly board = new SymbolBoard();
  readonly feed: SessionFeed;
  readonly loads: LoadRunner;
  readonly shortLoads = new ShortLoads();
  readonly bars: BarStore;
  /** Which bars were revised. */
  readonly revised: BarWatch;
  /** The promoted symbols, since when, by whom, and how far their loads are. */
  readonly promotions: PromotionBook;
  readonly #changed = new Set<number>();
  /** Symbols whose streams are being brought in line. */
  #syncing: ReadonlySet<number> = new Set();
  /** The feeds of all hours of the day. */
  readonly feeds: Feeds;
  readonly #extended: ExtendedStreams;
  readonly #intake: BarIntake;
  readonly #streams: StreamSync;
  readonly #rows: BoardRows;
  readonly indicators: IndicatorManager;
  readonly removals = new RemovalBook();
  /** How good the data is, and whether the feeds are alive. */
  readonly quality: QualityDesk;
  #session: TradingSession;
  /** True from the close on. */
  #rolled = false;
  #settling: Promise<void> = Promise.resolve();

  constructor(
    readonly parts: CoordinatorParts,
    firstSession: TradingSession,
  ) {
    const { calendar, router, locks, recorder } = parts;
    this.#session = firstSession;
    this.indicators = new IndicatorManager({
      sessionOf: sessionOpenOf(calendar),
      endOf: (interval, start) => calendar.spanEnd(interval, start),
      sessionBegan: () => this.#session.preOpen,
      floorOf: (index, interval) => this.core.floors.of(index, interval),
    });
    const symbols = new SymbolTable();
    this.revised = new BarWatch(recorder, symbols, () => this.quality);
    this.bars = new BarStore(calendar, this.indicators, this.revised);
    const { bars, indicators } = this;
    this.core = new SessionCore({ symbols, bars, indicators, locks, calendar, host: this });
    this.quality = new QualityDesk({
      core: this.core,
      router,
      session: () => this.#session,
      now: () => parts.clock.now(),
      isLoading: (index) => this.isLoading(index),
    });
    const reader = new SessionReader(this.core, {
      historyBefore: () => (this.#rolled ? this.#session.close : this.#session.preOpen),
      now: () => parts.clock.now(),
      state: (index) => this.stateOf(index),
      latestQuote: (index) => this.feed.quoteAt(index, parts.clock.now()),
    });
    this.data = new SessionData(this.core, reader);
    this.feed = new SessionFeed(
      calendar,
      (index, interval, records, at) => this.#intake.take(index, interval, records, at),
      feedWatch(recorder),
    );
    this.promotions = new PromotionBook(
      this.core,
      parts.config.session_data_config.indicators.map((demand) => indicatorConfig(demand).key),
    );
    this.loads = new LoadRunner({
      core: this.core,
      router,
      calendar,
      monotonicNow: parts.monotonicNow,
      observer: loadWatch({
        board: this.board,
        promotions: this.promotions,
        recorder,
        shortLoads: this.shortLoads,
        calendar,
        onBatch: (index) => this.#rows.finishLoading(index),
      }),
    });
    const { board, core, feed, quality } = this;
    this.#extended = new ExtendedStreams({ calendar, core, recorder, router }, feedWatch(recorder));
    this.feeds = new Feeds(feed, this.#extended);
    this.#intake = new BarIntake({
      bars,
      board,
      calendar,
      quality,
      recorder,
      session: () => this.#session,
      onNews: (index) => this.promotions.touch(index),
    });
    this.#streams = new StreamSync({
      bars,
      board,
      core,
      feed,
      intake: this.#intake,
      quality,
      recorder,
      router,
    });
    this.#rows = new BoardRows({
      board,
      calendar,
      core,
      loads: this.loads,
      promotions: this.promotions,
      removals: this.removals,
      router,
      universe: parts.universe,
      now: () => parts.clock.now(),
      session: () => this.#session,
      isStreaming: (index) => this.#streams.isStreaming(index),
    });
  }

  get session(): TradingSession {
    return this.#session;
  }

  // The host behind SessionData.

  sessionDate(): TradingSession['date'] {
    return this.#session.date;
  }

  isKnown(symbol: SymbolId): boolean {
    return this.parts.router.isKnown(symbol);
  }

  delivers(symbol: SymbolId, interval: Interval): boolean {
    return this.parts.router.delivers(symbol, interval);
  }

  queueHistory(demand: HistoryDemand): void {
    if (demand.hours === 'extended') this.#extended.queueHistory(demand);
    else this.loads.queue(demand);
  }

  holdingsChanged(symbolIndex: number): void {
    this.#changed.add(symbolIndex);
    this.promotions.touch(symbolIndex);
  }

  cancelHistory(symbolIndex: number, interval: Interval): void {
    this.loads.cancelInterval(symbolIndex, interval);
    this.promotions.course(symbolIndex)?.cancelled(interval);
  }

  cancelLoads(symbolIndex: number): void {
    this.loads.cancel(symbolIndex);
    this.#extended.cancelLoads(symbolIndex);
    this.quality.forget(symbolIndex);
    this.#rows.clear(symbolIndex);
  }

  changeSequence(): number {
    return this.parts.ledger.head.seq;
  }

  async whenDurable(sequence: number): Promise<Result<void>> {
    const entry = await this.parts.ledger.whenDurable(sequence);
    return entry.ok ? await this.parts.whenConfigDurable() : entry;
  }

  record(
    change: SessionChange,
    symbol: SymbolId,
    owner: string,
    details: Readonly<Record<string, string>> = {},
  ): void {
    const { ledger, onConfigChanged, recorder } = this.parts;
    recorder.change(change, symbol, owner, details);
    const entry = LEDGER_KINDS[change];
    if (entry !== undefined) ledger.record(entry, { symbol, by: owner, ...details });
    if (change !== 'refused' && entry !== undefined) onConfigChanged();
    this.#settleRemoval(change, symbol, details);
    const index = this.core.register(symbol);
    if (change === 'promoted') {
      this.removals.promoted(symbol);
      this.promotions.begin(index, owner, this.parts.clock.now());
    } else if (change === 'demoted' || change === 'removed') this.promotions.end(index);
    this.#rows.refresh(index);
  }

  /** The last lock of a symbol that is to leave has gone; or the user locks it, and so wants it again. */
  #settleRemoval(
    change: SessionChange,
    symbol: SymbolId,
    { holder }: Readonly<Record<string, string>>,
  ): void {
    if (change === 'unlocked' && this.removals.isWaiting(symbol)) {
      if (!this.parts.locks.isLocked(symbol)) this.removeByUser(symbol);
    } else if (change === 'locked' && holder?.startsWith('manual ')) this.keepByUser(symbol);
  }

  /** Removes on the user's behalf, and remembers what the symbol was for the way back. False where it is locked or not there. */
  removeByUser(symbol: SymbolId): boolean {
    const promoted = this.core.isPromoted(symbol);
    const removed = this.data.removeSymbol(symbol);
    if (removed) this.removals.removed(symbol, promoted);
    return removed;
  }

  /** Notes that the user changed what is watched, and brings the rows of those who came or went up to date. */
  recordUniverse({ added, removed }: UniverseChange): void {
    const { onConfigChanged, recorder, universe } = this.parts;
    recorder.event('universe', { watched: universe.symbols.length, added, removed });
    onConfigChanged();
    for (const symbol of [...added, ...removed]) this.#rows.refresh(this.core.register(symbol));
  }

  /** Takes back that a symbol is to leave. False where it was not. */
  keepByUser(symbol: SymbolId): boolean {
    const kept = this.removals.keep(symbol);
    if (kept) this.record('staying', symbol, USER);
    return kept;
  }

  /** Gives a promoted symbol everything that the config asks for; harmless where it has it. */
  addSymbolMidSession(symbol: SymbolId): void {
    const index = this.core.register(symbol);
    this.promotions.begin(index, CONFIG, this.parts.clock.now());
    holdConfig(this.core, index, this.parts.config);
    this.#changed.add(index);
  }

  // The course of a session.

  /** Moves to a session's day: splits, prices and promoted symbols are made ready; nothing is loaded yet. */
  async beginSession(session: TradingSession, previous: TradingSession | undefined): Promise<void> {
    const { clock, router, recorder } = this.parts;
    this.#session = session;
    this.#rolled = false;
    if (clock.now() < session.preOpen) clock.advanceTo(session.preOpen);
    this.board.ensureSize(this.core.parts.symbols.size);
    this.#rows.beginSession();
    this.core.restoreAll();
    this.feeds.open(session);
    this.indicators.resetSessionAnchored();
    this.core.extended.indicators.resetSessionAnchored();
    this.quality.beginSession(session);
    this.#streams.beginSession();
    recorder.event('session_open', { date: session.date, half_day: session.halfDay });
    if (previous !== undefined) this.core.roll(previous.date);
    await router.prepare(this.core.parts.symbols.all(), session.date);
    if (previous !== undefined)
      await followBasis(previous.date, session.date, this.core, this.board, this.parts);
    for (let index = 0; index < this.core.parts.symbols.size; index += 1) this.#changed.add(index);
    for (const symbol of this.core.promoted()) this.addSymbolMidSession(symbol);
  }

  /** Runs queued loads and brings streams in line with holdings, until nothing is left to do; one call after the other. */
  settle(): Promise<void> {
    const settled = this.#settling.catch(() => undefined).then(() => this.#settle());
    this.#settling = settled;
    return settled;
  }

  async #settle(): Promise<void> {
    while (this.#changed.size > 0 || this.loads.pendingCount + this.#extended.pendingCount > 0) {
      const changed = [...this.#changed].sort((left, right) => left - right);
      this.#changed.clear();
      this.#syncing = new Set(changed);
      await inTurns(changed, ROWS_PER_TURN, (index) => this.#rows.refresh(index));
      await this.parts.router.prepare(
        changed.map((index) => this.core.parts.symbols.symbolAt(index)),
        this.#session.date,
      );
      await this.#streams.sync(changed, this.parts.clock.now());
      await this.#extended.sync(changed, this.parts.clock.now());
      this.#syncing = new Set();
      await this.loads.flush(this.#session.date);
      await this.#extended.flush(this.#session.date);
      await inTurns(changed, ROWS_PER_TURN, (index) => this.#rows.finishLoading(index));
    }
    this.parts.recorder.flushBars();
    if (this.parts.clock.now() < this.#session.open) this.#refreshBeforeOpen();
  }

  #refreshBeforeOpen(): void {
    const previous = this.parts.calendar.previousSession(this.#session.date);
    if (previous !== undefined) this.bars.refreshSince(previous.open);
  }

  /** Brings in every bar that has ended by now and closes what the clock closes. */
  async takeBars(now: EpochMs): Promise<void> {
    await partsInTurns(this.feeds.deliver(now));
    await partsInTurns(this.bars.closingUntil(now));
    await partsInTurns(this.core.extended.bars.closingUntil(now));
    this.parts.recorder.flushBars();
  }

  /** The market opens: yesterday's values are stale from here on. */
  openMarket(): void {
    this.bars.expireAll();
  }

  /** The market has closed, and all that was due then is done: the session's bars are history from here on. */
  closeMarket(): void {
    this.#rolled = true;
  }

  setHalted(symbol: SymbolId, halted: boolean): void {
    const index = this.core.parts.symbols.indexOf(symbol);
    if (index === undefined) return;
    this.quality.setHalted(index, halted);
    this.#rows.setHalted(index, halted);
  }

  stateOf(index: number): SymbolState {
    return this.#rows.stateOf(index);
  }

  /** Marks rows whose newest value is older than it should be. */
  refreshStaleness(): void {
    this.quality.expireCutOff();
    this.#rows.refreshStaleness();
  }

  /** True while bars of a symbol that somebody asked for are on their way. */
  isLoading(index: number): boolean {
    return this.#changed.has(index) || this.#syncing.has(index) || this.loads.isPending(index);
  }
}

/** Rows that are brought up to date before others have their turn. */
const ROWS_PER_TURN = 500;
