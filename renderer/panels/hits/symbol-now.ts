import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol, type SymbolRow } from '../../stores/symbol-rows.ts';
import type { HitRow } from './repeats.ts';

/** The symbol of a hit as it stands now. */
export function symbolNow({ hit }: HitRow): SymbolRow | undefined {
  const { snapshot } = useSession.getState();
  return snapshot === null ? undefined : rowOfSymbol(snapshot, hit.symbol);
}

/** True where the symbol carries full data by now, or is on the way to it. */
export function isPromotedNow(row: HitRow): boolean {
  const state = symbolNow(row)?.state;
  return state === 'promoted' || state === 'loading';
}
