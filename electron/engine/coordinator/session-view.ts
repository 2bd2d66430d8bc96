import type { ChartData, ChartQuery } from '../../../shared/domain/chart.ts';
import type { Hit } from '../../../shared/domain/hit.ts';
import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { TradingState } from '../../../shared/domain/position.ts';
import type { PromotedRecord, PromotionPreview } from '../../../shared/domain/promotion.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { LogEntry, QualityRecord, ScannerRecord } from '../../../shared/session/activity.ts';
import type { Funnel, HitExplanation, NearMisses, WhyNot } from '../../../shared/session/hit-explanation.ts';
import type { IntervalDays, QualityPage, QualityQuery } from '../../../shared/session/quality.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import type { ScannerChange } from '../scanners/scanner-edits.ts';
import type { PlacedScanner, ScannerEdit } from '../scanners/scanner-list.ts';
import type { UniverseChange, WatchedConfig } from './universe.ts';

/**
 * Latest values of every symbol as columns; row i is symbol i of the symbol
 * table. Only the first `count` entries mean anything. NaN where unknown.
 * The arrays may be replaced when the table grows: read them anew each time.
 */
export interface SymbolColumns {
  readonly count: number;
  readonly last: Float64Array;
  /** Close of the previous session, NaN where unknown. */
  readonly previousClose: Float64Array;
  /** Shares traded in the current session's regular hours. */
  readonly volume: Float64Array;
  /** End of the newest bar that went in, epoch ms. */
  readonly lastBarEnd: Float64Array;
  /** First hits and repeats of the current session date. */
  readonly hitCount: Float64Array;
  readonly lastHitTime: Float64Array;
  /** Volume over the usual volume by this time of day, NaN where unknown. */
  readonly relativeVolume: Float64Array;
  /** Fraction of a promotion's history that has come, NaN where nothing loads. */
  readonly loaded: Float64Array;
  /** Index in SYMBOL_STATES. */
  readonly state: Uint8Array;
  /** Bits of SYMBOL_FLAG. */
  readonly flags: Uint8Array;
  /** 1 + index in the session's sources; 0 where none serves the symbol. */
  readonly source: Uint8Array;
  /** Counts up with every change of the row, so that a reader finds what changed since it last looked. */
  readonly version: Float64Array;
}

/** What scanners watch at this moment, and the symbols that the sources have. */
export interface UniverseView {
  readonly watched: number;
  readonly sources: readonly { readonly name: string; readonly symbols: number }[];
  /** Every symbol that a source has. */
  known(): ReadonlySet<SymbolId>;
}

/** What the window may read of a running session. All calls are cheap and synchronous. */
export interface SessionView {
  status(): SessionStatus;
  columns(): SymbolColumns;
  /** Symbols in table order; it only ever grows at the end. */
  symbols(): readonly SymbolId[];
  sector(symbol: SymbolId): string | undefined;
  /** Hits with index >= from, oldest first (index 0 is the first hit of the run). At most `limit`, the newest ones. */
  hits(from: number, limit: number): readonly Hit[];
  locks(): readonly LockRecord[];
  /** Names of the data sources, in the order of the config. */
  sources(): readonly string[];
  /** In the order of promotion; the same array as before where nothing of it changed. */
  promoted(): readonly PromotedRecord[];
  /** The same object as before where nothing of it changed. */
  trading(): TradingState;
  /** Closes of the newest bars, SPARK_BARS a symbol, right-aligned, NaN in front. */
  sparks(symbols: readonly SymbolId[]): Float64Array;
  previewPromotion(symbols: readonly SymbolId[]): Promise<PromotionPreview>;
  /** What a chart draws. What it needs and nobody holds is asked for in the chart's own name. */
  chart(query: ChartQuery): Result<ChartData>;
  /** A chart is gone: what was held for it is let go. */
  closeChart(chartId: string): void;
  /** Entries with a number above `after`, oldest first, the newest 1,000 of them. */
  log(after: number): readonly LogEntry[];
  scanners(): readonly ScannerRecord[];
  quality(): readonly QualityRecord[];
  /** The data of symbols, the worst first. Asked for, not pushed: a whole market is judged in parts. */
  qualityPage(query: QualityQuery): Promise<QualityPage>;
  /** The newest so many sessions of a symbol's data, each interval's oldest first. */
  qualityDays(symbol: SymbolId, sessions: number): readonly IntervalDays[];
  /** Why a hit hit, by its place in the run. */
  explainHit(index: number): Result<HitExplanation>;
  /** What a scanner says of a symbol as of now. */
  whyNot(scanner: string, symbol: SymbolId): Result<WhyNot>;
  /** Symbols that one condition keeps from hitting now; a whole market is looked at in turns. */
  nearMisses(scanner: string, limit: number): Promise<Result<NearMisses>>;
  funnel(scanner: string): Result<Funnel>;
  /** What is watched, and what could be. */
  universe(): UniverseView;
  /** The config as it stands, and as the session began. */
  config(): { readonly current: SessionConfig; readonly started: SessionConfig };
}

/**
 * What the window may do to a running session. Refusals are values. Commands are applied between two
 * steps of the run, in the order of their calls: the promise resolves once it is done.
 */
export interface SessionCommands {
  promote(symbol: SymbolId): Promise<Result<boolean>>;
  demote(symbol: SymbolId): Promise<Result<boolean>>;
  /** Ends a promotion, at once while it loads: what is under way is given up, and the symbol is what it was before. */
  cancelPromotion(symbol: SymbolId): Promise<Result<boolean>>;
  /** Asks again for the bars that did not come, and for no others; false where none is missing. */
  retryLoads(symbol: SymbolId): Promise<Result<boolean>>;
  remove(symbol: SymbolId): Promise<Result<boolean>>;
  restore(symbol: SymbolId): Promise<Result<boolean>>;
  removeWhenReleased(symbol: SymbolId, on: boolean): Promise<Result<boolean>>;
  lock(symbol: SymbolId, reason: string): Promise<Result<boolean>>;
  unlock(symbol: SymbolId): Promise<Result<boolean>>;
  /** The value is the order's id. */
  submitOrder(symbol: SymbolId, side: 'buy' | 'sell', quantity: number): Promise<Result<string>>;
  closePosition(symbol: SymbolId): Promise<Result<string>>;
  /** The value is how many orders were placed. */
  closeAllPositions(): Promise<Result<number>>;
  /** Watches another universe from here on. */
  watch(watched: WatchedConfig): Promise<Result<UniverseChange>>;
  /** Takes a scanner in, or puts it in the place of another; it counts for every scan from here on. */
  saveScanner(edit: ScannerEdit): Promise<Result<ScannerChange>>;
  /** Answers the scanner and its place, for the way back. */
  removeScanner(name: string): Promise<Result<PlacedScanner>>;
  /** False where that changes nothing. One that has stopped after errors starts again. */
  enableScanner(name: string, enabled: boolean): Promise<Result<boolean>>;
  pause(): void;
  resume(): void;
  /** Plays up to the next bar boundary, then pauses. */
  step(): void;
  /** Plays as fast as it can up to the next first hit, then pauses. */
  playToNextHit(): void;
  /** Times real time; null for as fast as possible. */
  setSpeed(speed: number | null): void;
}

/** A session that runs: built by the composition roots (window, headless). */
export interface RunningSession {
  readonly view: SessionView;
  readonly commands: SessionCommands;
  /** Resolves when the run has ended, or was stopped; rejects when it failed. */
  readonly finished: Promise<void>;
  /** Stops at the next bar boundary, writes what is due and closes sources. */
  stop(): Promise<void>;
}
