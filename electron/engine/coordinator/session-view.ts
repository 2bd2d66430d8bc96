import type { Hit } from '../../../shared/domain/hit.ts';
import type { LockHolder, LockRecord } from '../../../shared/domain/lock.ts';
import type { Failure, Result } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';

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
  /** Index in SYMBOL_STATES. */
  readonly state: Uint8Array;
  /** Bits of SYMBOL_FLAG. */
  readonly flags: Uint8Array;
  /** Counts up with every change of the row, so that a reader finds what changed since it last looked. */
  readonly version: Float64Array;
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
}

/** What the window may do to a running session. Refusals are values. */
export interface SessionCommands {
  promote(symbol: SymbolId): Result<boolean, Failure>;
  demote(symbol: SymbolId): Result<boolean, Failure>;
  remove(symbol: SymbolId): Result<boolean, Failure>;
  lock(symbol: SymbolId, reason: string, holder?: LockHolder): Result<boolean, Failure>;
  unlock(symbol: SymbolId): Result<boolean, Failure>;
  pause(): void;
  resume(): void;
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
