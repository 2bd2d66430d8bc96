import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';

/** True where data was due and none came. */
export function isStale(row: SymbolRow | undefined): boolean {
  return row !== undefined && (row.flags & SYMBOL_FLAG.stale) !== 0;
}

/** True where the user has taken the symbol out of the session. */
export function isRemoved(row: SymbolRow | undefined): boolean {
  return row !== undefined && (row.flags & SYMBOL_FLAG.excluded) !== 0;
}

/** True where the symbol carries full data, or is on its way there. */
export function isPromoted(row: SymbolRow | undefined): boolean {
  return row?.state === 'promoted' || row?.state === 'loading';
}
