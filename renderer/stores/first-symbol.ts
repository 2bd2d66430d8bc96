import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { useSession } from './session-store.ts';

/**
 * What a chart shows while nobody has selected anything. It is no selection: no command is about it.
 */
export const useFirstSymbol = create<{ readonly symbol: SymbolId | null }>()(() => ({ symbol: null }));

useSession.subscribe(({ snapshot }) => {
  const { symbol } = useFirstSymbol.getState();
  const next = firstSymbol(symbol, snapshot);
  if (next !== symbol) useFirstSymbol.setState({ symbol: next });
});

/** The session's first promoted symbol, or its first hit; the same one for as long as the session is open. */
export function firstSymbol(
  before: SymbolId | null,
  session: Pick<SessionSnapshot, 'promoted' | 'hits'> | null,
): SymbolId | null {
  if (session === null) return null;
  return before ?? session.promoted[0]?.symbol ?? session.hits[0]?.symbol ?? null;
}
