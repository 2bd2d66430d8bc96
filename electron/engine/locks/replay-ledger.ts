import type { LockRecord } from '../../../shared/domain/lock.ts';
import { type VerifiedLedger, verifyLedger } from './ledger-chain.ts';
import { lockOf } from './lock-entry.ts';

export interface ReplayedLedger extends VerifiedLedger {
  /** The locks that stood at the ledger's end. */
  readonly locks: readonly LockRecord[];
}

/**
 * What a ledger's text says, from its first line to its last. Lines after a broken
 * one still count: a lock too many is shown and can be released, a lock too few
 * lets go of a symbol that somebody holds.
 */
export function replayLedger(text: string): ReplayedLedger {
  const verified = verifyLedger(text);
  const locks = new Map<string, LockRecord>();
  for (const entry of verified.entries) {
    const lock = lockOf(entry.data);
    if (lock === undefined) continue;
    if (entry.kind === 'lock') locks.set(lock.id, lock);
    if (entry.kind === 'unlock') locks.delete(lock.id);
  }
  return { ...verified, locks: [...locks.values()] };
}
