import type { LockRecord } from '../../../shared/domain/lock.ts';
import { type VerifiedLedger, verifyLedger } from './ledger-chain.ts';
import { lockNumber, lockOf } from './lock-entry.ts';

/** What a lock book starts from. */
export interface RestoredLocks {
  /** The locks that stood at the ledger's end. */
  readonly locks: readonly LockRecord[];
  /** The highest number that any lock ever had; 0 where there was none. */
  readonly lastLockNumber: number;
}

export interface ReplayedLedger extends VerifiedLedger, RestoredLocks {}

/**
 * What a ledger's text says, from its first line to its last. Lines after a broken
 * one still count: a lock too many is shown and can be released, a lock too few
 * lets go of a symbol that somebody holds.
 */
export function replayLedger(text: string): ReplayedLedger {
  const verified = verifyLedger(text);
  const locks = new Map<string, LockRecord>();
  let lastLockNumber = 0;
  for (const entry of verified.entries) {
    const lock = lockOf(entry.data);
    if (lock === undefined) continue;
    lastLockNumber = Math.max(lastLockNumber, lockNumber(lock.id));
    if (entry.kind === 'lock') locks.set(lock.id, lock);
    if (entry.kind === 'unlock') locks.delete(lock.id);
  }
  return { ...verified, locks: [...locks.values()], lastLockNumber };
}
