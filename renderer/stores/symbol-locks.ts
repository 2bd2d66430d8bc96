import type { LockRecord } from '../../shared/domain/lock.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';

const NONE: readonly LockRecord[] = [];
const bySymbolOfList = new WeakMap<readonly LockRecord[], ReadonlyMap<SymbolId, readonly LockRecord[]>>();

/** The locks of one symbol, oldest first; the same list as before while `locks` is the same. */
export function locksOf(locks: readonly LockRecord[], symbol: SymbolId): readonly LockRecord[] {
  return bySymbol(locks).get(symbol) ?? NONE;
}

function bySymbol(locks: readonly LockRecord[]): ReadonlyMap<SymbolId, readonly LockRecord[]> {
  const known = bySymbolOfList.get(locks);
  if (known !== undefined) return known;
  const lists = new Map<SymbolId, LockRecord[]>();
  for (const lock of locks) {
    const list = lists.get(lock.symbol);
    if (list === undefined) lists.set(lock.symbol, [lock]);
    else list.push(lock);
  }
  bySymbolOfList.set(locks, lists);
  return lists;
}
