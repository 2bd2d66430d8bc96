import { Icon } from './icons.tsx';
import { type StateOfSymbol, shownState, stateWord } from './symbol-state.ts';

/** Icon and word of a symbol's state; the padlock stands with the symbol, not here. */
export function StateCell({ symbol }: { symbol: StateOfSymbol }) {
  const shown = shownState(symbol);
  return (
    <span className={`state-cell state-${shown}`}>
      <Icon name={shown} />
      <span>{stateWord(symbol)}</span>
    </span>
  );
}
