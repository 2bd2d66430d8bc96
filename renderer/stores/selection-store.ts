import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

interface SelectionState {
  /** The symbol that actions and linked panels are about. */
  readonly symbol: SymbolId | null;
  /** Every selected symbol of the grid that selected last, `symbol` among them: actions for many are about these. */
  readonly symbols: readonly SymbolId[];
  /** The session time that a chart should bring into view (the bar of a hit); null for its newest bars. */
  readonly at: EpochMs | null;
}

const NOTHING: SelectionState = { symbol: null, symbols: [], at: null };

export const useSelection = create<SelectionState>()(() => NOTHING);

/** Selects one symbol; with `at`, its chart goes to that time. */
export function select(symbol: SymbolId | null, at: EpochMs | null = null): void {
  const now = useSelection.getState();
  if (now.symbol === symbol && now.at === at && now.symbols.length <= 1) return;
  useSelection.setState(symbol === null ? NOTHING : { symbol, symbols: [symbol], at });
}

/** Selects several symbols, of which `symbol` is the one that linked panels show. */
export function selectMany(symbol: SymbolId, symbols: readonly SymbolId[]): void {
  useSelection.setState({
    symbol,
    symbols: symbols.includes(symbol) ? symbols : [symbol, ...symbols],
    at: null,
  });
}
