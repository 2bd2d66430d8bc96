import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol, type SymbolRow } from '../../stores/symbol-rows.ts';

/** What the session knows of a symbol now. */
export interface SymbolNow {
  readonly row: SymbolRow | undefined;
  /** Close of the session before; NaN where unknown, and while the last price is that close itself. */
  readonly previousClose: number;
  readonly promoted: PromotedRecord | undefined;
}

/** Follows one symbol of the session. */
export function useSymbolNow(symbol: SymbolId): SymbolNow {
  const snapshot = useSession((state) => state.snapshot);
  const row = snapshot === null ? undefined : rowOfSymbol(snapshot, symbol);
  const hasTraded = row !== undefined && !Number.isNaN(row.volume);
  const previousClose = hasTraded ? snapshot?.columns.previousClose[row.index] : undefined;
  const promoted = snapshot?.promoted.find((record) => record.symbol === symbol);
  return { row, previousClose: previousClose ?? Number.NaN, promoted };
}
