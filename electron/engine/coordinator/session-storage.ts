import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { ManualClock } from '../clock.ts';
import type { Ledger } from '../locks/ledger.ts';
import type { RestoredLocks } from '../locks/replay-ledger.ts';

/** What outlives the program: the ledger with the locks that stood, and the config as it changes. */
export interface SessionStorage {
  /** The clock that the ledger stamps its entries by; the session moves it. */
  readonly clock: ManualClock;
  readonly ledger: Ledger;
  readonly restored: RestoredLocks;
  /** Called with the config after each change of its symbols. */
  save(config: SessionConfig): void;
  /** Answers when the newest config is on the disk, or why it is not. */
  whenSaved(): Promise<Result<void>>;
  /** What the disk refused, in words for the user; undefined while all is saved. */
  notSaved(): string | undefined;
  /** Waits for the disk. */
  close(): Promise<void>;
}
