import { BAR_CLOSE, BAR_START } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { SymbolState } from '../../../shared/session/status.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import type { PromotionBook } from '../promotion/promotion-book.ts';
import { averageVolume } from '../relative-volume.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { LoadRunner } from './load-runner.ts';
import type { RemovalBook } from './removal-book.ts';
import type { SourceRouter } from './source-router.ts';
import type { SymbolBoard } from './symbol-board.ts';
import type { Universe } from './universe.ts';

interface BoardRowsParts {
  readonly board: SymbolBoard;
  readonly calendar: Calendar;
  readonly core: SessionCore;
  readonly loads: LoadRunner;
  readonly promotions: PromotionBook;
  readonly removals: RemovalBook;
  readonly router: SourceRouter;
  readonly universe: Universe;
  now(): EpochMs;
  session(): TradingSession;
  isStreaming(symbolIndex: number): boolean;
}

const DAY = intervalIndex('1d');

/** What a symbol's stream may bring. */
const STREAMED = ['1m', '1s'] as const;

/** The first minute bar has come by then, with a minute to spare. */
const FIRST_BAR_MILLISECONDS = 2 * MILLISECONDS_PER_MINUTE;

/** Keeps the board's rows true to the session: state, flags, source, and what loads leave behind. */
export class BoardRows {
  readonly #parts: BoardRowsParts;
  /** Promoted symbols of which nothing could be loaded. */
  readonly #failed = new Set<number>();
  readonly #halted = new Set<number>();

  constructor(parts: BoardRowsParts) {
    this.#parts = parts;
  }

  /** A new session date: nothing is halted any more. */
  beginSession(): void {
    this.#halted.clear();
    this.#parts.board.beginSession(this.#parts.session());
  }

  /** Nothing of a removed symbol stays. */
  clear(index: number): void {
    this.#failed.delete(index);
    this.#parts.board.ensureSize(this.#parts.core.parts.symbols.size);
    this.#parts.board.clearRow(index);
  }

  setHalted(index: number, halted: boolean): void {
    if (halted) this.#halted.add(index);
    else this.#halted.delete(index);
    this.refresh(index);
  }

  stateOf(index: number): SymbolState {
    const { core, loads } = this.#parts;
    const symbol = core.parts.symbols.symbolAt(index);
    if (this.#failed.has(index)) return 'error';
    if (core.isPromoted(symbol)) return loads.isPending(index) ? 'loading' : 'promoted';
    return core.holdings(index).isEmpty ? 'registered' : 'screening';
  }

  /** Brings a row's state, flags, source and progress up to date. */
  refresh(index: number): void {
    const { board, core, promotions, removals } = this.#parts;
    const symbol = core.parts.symbols.symbolAt(index);
    board.ensureSize(core.parts.symbols.size);
    board.setState(index, this.stateOf(index));
    board.setSource(index, this.#sourceNumber(symbol));
    board.setLoaded(index, promotions.fraction(index));
    board.setFlag(index, 'locked', core.parts.locks.isLocked(symbol));
    board.setFlag(index, 'excluded', core.isExcluded(symbol) || this.#hasLeft(index, symbol));
    board.setFlag(index, 'halted', this.#halted.has(index));
    board.setFlag(index, 'leaving', removals.isWaiting(symbol));
  }

  /** True where the user took the symbol out of the universe, and nobody needs it for something else. */
  #hasLeft(index: number, symbol: SymbolId): boolean {
    const { core, universe } = this.#parts;
    if (!universe.hasLeft(symbol) || core.isPromoted(symbol)) return false;
    return core.holdings(index).isEmpty && !core.parts.locks.isLocked(symbol);
  }

  /** 1 + the number of the source that the symbol's bars come from, those from inside the session before daily ones; 0 for none. */
  #sourceNumber(symbol: SymbolId): number {
    const { router } = this.#parts;
    const route = router.knownRoute(symbol);
    const routed = route?.serves(route.streaming ?? '1d') ?? route?.serves('1d');
    return routed === undefined ? 0 : 1 + router.sources.indexOf(routed);
  }

  /** What a load left behind shows in the symbol's row. */
  finishLoading(index: number): void {
    this.#takeDailyBars(index);
    const { core, router } = this.#parts;
    const symbol = core.parts.symbols.symbolAt(index);
    const streams = router.knownRoute(symbol)?.streaming !== undefined;
    if (core.isPromoted(symbol) && !streams && !core.holdsBars(index)) this.#failed.add(index);
    else this.#failed.delete(index);
    this.refresh(index);
  }

  /** Yesterday's close and the usual volume come from completed sessions. */
  #takeDailyBars(index: number): void {
    const { board, calendar, core, session } = this.#parts;
    const series = core.parts.bars.series(index, '1d');
    const completed = series === undefined ? 0 : series.indexFrom(session().preOpen);
    if (series === undefined || completed === 0) return;
    const at = series.offsetOf(completed - 1);
    const end = calendar.spanEnd(DAY, series.data[at + BAR_START] ?? Number.NaN);
    board.takePreviousClose(index, series.data[at + BAR_CLOSE] ?? Number.NaN, end);
    board.setAverageVolume(index, averageVolume(series, completed));
  }

  /**
   * Marks rows whose newest daily value is older than it should be. A symbol that streams is given
   * its first bar's time after the open before it is called stale. The volume of all others is what it is now.
   */
  refreshStaleness(): void {
    const { board, core, isStreaming, now, session } = this.#parts;
    const { bars } = core.parts;
    const { fresh } = bars.latest('1d');
    const barIsDue = now() >= session().open + FIRST_BAR_MILLISECONDS;
    for (let index = 0; index < board.count; index += 1) {
      const isOld =
        bars.series(index, '1d') !== undefined && fresh[index] !== 1 && !this.#hasFreshMinutes(index);
      board.setFlag(index, 'stale', isOld && (barIsDue || !isStreaming(index)));
      if (!isOld) board.passTime(index, now());
    }
  }

  /** True for a symbol of whose days only the history is held, where its stream is up to date. */
  #hasFreshMinutes(index: number): boolean {
    const { core, isStreaming } = this.#parts;
    if (!isStreaming(index) || core.holdings(index).has('session', '1d')) return false;
    return STREAMED.some((interval) => core.parts.bars.latest(interval).fresh[index] === 1);
  }
}
