import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionStatus } from '../../../shared/session/status.ts';
import type { ManualClock } from '../clock.ts';
import type { JournalEntry } from '../journal/journal-line.ts';
import type { RunPosition } from '../journal/run-position.ts';
import type { Ledger } from '../locks/ledger.ts';

/** What was done in a session before, for the session to stand again where it stood. */
export interface EarlierRun {
  /** What the user did, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Times real time that was set last; null for as fast as possible, undefined where nobody knows. */
  readonly speed: number | null | undefined;
  readonly paused: boolean;
  /** True where the run stands at the newest place that anything tells of. */
  isReached(at: RunPosition): boolean;
  /** The newest place that the run told of itself; undefined where it told of none. */
  readonly mark: RunPosition | undefined;
}

/** A session that stands where it stood, or at its beginning. */
export interface StandingSession {
  readonly position: RunPosition;
  readonly status: SessionStatus;
  /** True where the user has paused it, also while it is being closed. */
  readonly paused: boolean;
  /** Symbols with an open position. */
  readonly held: readonly SymbolId[];
  readonly locks: readonly LockRecord[];
  readonly promoted: readonly SymbolId[];
}

/** What outlives the program: the user's commands, the ledger, the place of the run and the config as it changes. */
export interface SessionStorage {
  /** The clock that the ledger stamps its entries by; the session moves it. */
  readonly clock: ManualClock;
  readonly ledger: Ledger;
  /** Undefined where the session begins. */
  readonly earlier: EarlierRun | undefined;
  /** Keeps a command; called before it is done. */
  note(entry: JournalEntry): void;
  /**
   * The session stands where it stood, or at its beginning: from here on what happens is kept. `lock` takes
   * a lock that stood before and does not any more. Rejects with words for the user where the disk refuses.
   */
  begin(
    standing: () => StandingSession,
    lock: (symbol: SymbolId, reason: string) => Result<boolean>,
  ): Promise<void>;
  /** Called with the config after each change of its symbols. */
  save(config: SessionConfig): void;
  /** Answers when the newest command and the newest config are on the disk, or why they are not. */
  whenSaved(): Promise<Result<void>>;
  /** What the disk refused, in words for the user; undefined while all is saved. */
  notSaved(): string | undefined;
  /** Waits for the disk. */
  close(): Promise<void>;
}
