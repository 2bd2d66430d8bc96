import type { LockRecord } from '../../shared/domain/lock.ts';
import type { Result } from '../../shared/domain/result.ts';
import { normalizeSymbol, type SymbolId } from '../../shared/domain/symbol.ts';
import type { StandingSession } from '../engine/coordinator/session-storage.ts';
import type { ResumedLedger } from '../engine/locks/resumed-ledger.ts';

/**
 * A session was played again and does not say what its ledger says: its data has changed meanwhile. Locks
 * that stood are taken anew, by hand, since a lock is never lost. Answers what differs, in words for the user.
 */
export function retakeLostLocks(
  ledger: ResumedLedger,
  { locks, promoted }: StandingSession,
  lock: (symbol: SymbolId, reason: string) => Result<boolean>,
): string[] {
  const differences = ledger.lostLocks(locks).map((lost) => retaken(lost, lock(lost.symbol, reasonOf(lost))));
  const now = new Set<string>(promoted);
  for (const symbol of promotedIn(ledger)) {
    if (!now.has(symbol)) differences.push(`${symbol} was promoted and is not any more.`);
  }
  return [
    'What the session did is not quite what it did before: its data has changed, or its files have.',
    ...differences,
  ];
}

function reasonOf({ holder, reason }: LockRecord): string {
  return holder.kind === 'manual' ? reason : `${reason} (${holder.kind} ${holder.id} before the restart)`;
}

function retaken({ symbol, reason }: LockRecord, taken: Result<boolean>): string {
  return taken.ok
    ? `${symbol} was locked ("${reason}") and is locked by hand now: unlock it where it need not be.`
    : `${symbol} was locked ("${reason}") and could not be locked again: ${taken.error.message}`;
}

/** Symbols that the old ledger says were promoted at its end. */
function promotedIn(ledger: ResumedLedger): ReadonlySet<SymbolId> {
  const promoted = new Set<SymbolId>();
  for (const { kind, data } of ledger.old.entries) {
    const symbol = typeof data.symbol === 'string' ? normalizeSymbol(data.symbol) : undefined;
    if (symbol === undefined) continue;
    if (kind === 'promote') promoted.add(symbol);
    if (kind === 'demote' || kind === 'remove') promoted.delete(symbol);
  }
  return promoted;
}
