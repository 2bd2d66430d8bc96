import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';

interface SelectionState {
  /** The symbol that actions and linked panels are about. */
  readonly symbol: SymbolId | null;
}

export const useSelection = create<SelectionState>()(() => ({ symbol: null }));

export function select(symbol: SymbolId | null): void {
  if (useSelection.getState().symbol !== symbol) useSelection.setState({ symbol });
}
