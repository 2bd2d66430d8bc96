import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { DEFAULT_REASON, lockSymbol, toggleLock, unlockSymbol } from './lock-commands.ts';
import { openPreview } from './preview-store.ts';
import { demoteSymbols, removeSymbols } from './removal-store.ts';
import { useSession } from './session-store.ts';
import { locksOf } from './symbol-locks.ts';
import { rowOfSymbol } from './symbol-rows.ts';

/** What can be done with the selected symbols, one or many: keys and menus mean the same by it. */
export const SELECTED_ACTIONS = {
  promote: (symbols: readonly SymbolId[]) => openPreview(symbols),
  demote: (symbols: readonly SymbolId[]) => void demoteSymbols(symbols.filter(isPromoted)),
  remove: (symbols: readonly SymbolId[]) => void removeSymbols(symbols),
  lock: toggleLocks,
} as const;

/** How the symbols stand: what of it can be asked for. */
export function standing(symbols: readonly SymbolId[]): {
  readonly promoted: number;
  readonly locked: number;
} {
  return { promoted: symbols.filter(isPromoted).length, locked: symbols.filter(isLocked).length };
}

/** One symbol: its padlock is pressed. Many: those without a lock get one, or, where all have one, the user's own go. */
function toggleLocks(symbols: readonly SymbolId[]): void {
  const [first, ...others] = symbols;
  if (first === undefined) return;
  if (others.length === 0) {
    toggleLock(first);
    return;
  }
  const open = symbols.filter((symbol) => !isLocked(symbol));
  for (const symbol of open) void lockSymbol(symbol, DEFAULT_REASON);
  if (open.length > 0) return;
  const locks = useSession.getState().snapshot?.locks ?? [];
  const own = symbols.filter((symbol) =>
    locksOf(locks, symbol).some(({ holder }) => holder.kind === 'manual'),
  );
  for (const symbol of own) void unlockSymbol(symbol);
}

function isPromoted(symbol: SymbolId): boolean {
  const state = rowOf(symbol)?.state;
  return state === 'promoted' || state === 'loading';
}

function isLocked(symbol: SymbolId): boolean {
  return ((rowOf(symbol)?.flags ?? 0) & SYMBOL_FLAG.locked) !== 0;
}

function rowOf(symbol: SymbolId) {
  const { snapshot } = useSession.getState();
  return snapshot === null ? undefined : rowOfSymbol(snapshot, symbol);
}
