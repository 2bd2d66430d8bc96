import type { Hit, HitConfidence } from '../../../shared/domain/hit.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { SessionMode } from '../../../shared/session/status.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import type { SessionData } from '../session-data/session-data.ts';
import type { MarketColumns, ScannerParts } from './contract.ts';
import type { PromotionBounds } from './promotion-policy.ts';

/** What the manager needs of the session that it scans. */
export interface ScannerEnvironment {
  readonly mode: SessionMode;
  readonly calendar: Calendar;
  readonly data: SessionData;
  readonly promotion: PromotionBounds;
  readonly preSessionTime: string;
  /** Help from outside the engine that some kinds need. */
  readonly parts?: ScannerParts | undefined;
  now(): EpochMs;
  session(): TradingSession;
  /** The universe without removed symbols. */
  universe(): readonly SymbolId[];
  /** Market columns whose members are the universe. */
  market(): MarketColumns;
  /** Symbols that are promoted at this moment. */
  promotedCount(): number;
  /** How much the data that a scanner saw of a symbol can be relied on now. */
  confidence?(scanner: string, symbol: SymbolId): HitConfidence;
  /** The symbol's latest price; undefined where it has none. */
  lastPrice?(symbol: SymbolId): number | undefined;
  /** Milliseconds of a clock that only goes forward: what scans cost. Nothing is decided by it. */
  readonly monotonicNow?: (() => number) | undefined;
  /** Only where the market does not wait for scans. */
  readonly live?: LiveTime | undefined;
  /** What became of a scan in the run that this one repeats, where it was skipped there. */
  skippedBefore?(scanner: string, time: EpochMs): SkipReason | undefined;
  /** Told of each scan, in the order of scans; the next step waits until it has taken a flood of hits in turns. */
  onScan(report: ScanReport): void | Promise<void>;
  /** Told of each scan that was due and did not happen, or was stopped. */
  onSkip?(skip: SkippedScan): void;
  /** Told when a scanner's code failed; `disabled` after the third time in a row. */
  onError(scanner: string, message: string, disabled: boolean): void;
  /** What a scanner's own code says. */
  onLog?(scanner: string, message: string): void;
}

/** The time of a market that does not wait. It is outside the engine, so that what came of it can be repeated. */
export interface LiveTime {
  /** Session time by the clock on the wall, in ms. */
  now(): number;
  /** Calls back once, after so many milliseconds; the answer takes it back. */
  after(milliseconds: number, act: () => void): () => void;
}

export const SKIP_REASONS = ['late', 'busy', 'timeout'] as const;
/**
 * `late`: the next one was due already. `busy`: the one before had not come back. `timeout`: it was stopped, which
 * is an error of the scanner too.
 */
export type SkipReason = (typeof SKIP_REASONS)[number];

export interface SkippedScan {
  readonly scanner: string;
  /** Session time at which it was due. */
  readonly time: EpochMs;
  readonly reason: SkipReason;
}

/** The outcome of one scan. */
export interface ScanReport {
  readonly scanner: string;
  readonly time: EpochMs;
  readonly hits: readonly Hit[];
  readonly unknown: number;
  /** The scanner as it was then, for records that are read without the program. */
  readonly by: ScannerVersion;
}

export interface ScannerVersion {
  readonly version: number;
  readonly config: ScannerConfig;
  /** What each number of a hit's evidence is; undefined where the kind has no evidence. */
  readonly evidenceNames: readonly string[] | undefined;
}
