import type { LedgerKind } from '../locks/ledger-chain.ts';
import type { SessionChange } from '../session-data/session-host.ts';

/** Entries of the ledger; the lock book writes those of locks itself. */
export const LEDGER_KINDS: Partial<Record<SessionChange, LedgerKind>> = {
  promoted: 'promote',
  demoted: 'demote',
  removed: 'remove',
  restored: 'restore',
  leaving: 'remove_when_released',
  staying: 'keep',
  refused: 'refuse',
};
