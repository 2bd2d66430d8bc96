import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol, type SymbolRow } from '../../stores/symbol-rows.ts';
import type { HitRow } from './hit-rows.ts';

/** The symbol of a hit as it stands now. */
export function symbolNow(row: HitRow | undefined): SymbolRow | undefined {
  const { snapshot } = useSession.getState();
  return row === undefined || snapshot === null ? undefined : rowOfSymbol(snapshot, row.hit.symbol);
}
