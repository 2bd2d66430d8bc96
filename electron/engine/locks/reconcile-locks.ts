import type { LockRecord } from '../../../shared/domain/lock.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';

/** An open position, as far as locks are concerned. */
export interface HeldPosition {
  /** `P-104`, the holder id of its lock. */
  readonly id: string;
  readonly symbol: SymbolId;
}

export interface LockReconciliation {
  /** Locks of positions that are not open (any more). */
  readonly lockedButFlat: readonly LockRecord[];
  /** Open positions whose symbol they do not lock. */
  readonly heldButUnlocked: readonly HeldPosition[];
}

/** Compares the locks of positions with the positions that are really open. Other holders' locks are left out. */
export function reconcileLocks(
  locks: readonly LockRecord[],
  positions: readonly HeldPosition[],
): LockReconciliation {
  const positionLocks = locks.filter((lock) => lock.holder.kind === 'position');
  const locked = new Set(positionLocks.map((lock) => pairOf(lock.holder.id, lock.symbol)));
  const held = new Set(positions.map((position) => pairOf(position.id, position.symbol)));
  return {
    lockedButFlat: positionLocks.filter((lock) => !held.has(pairOf(lock.holder.id, lock.symbol))),
    heldButUnlocked: positions.filter((position) => !locked.has(pairOf(position.id, position.symbol))),
  };
}

function pairOf(id: string, symbol: SymbolId): string {
  return `${symbol} ${id}`;
}
