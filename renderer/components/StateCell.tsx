import type { SymbolState } from '../../shared/session/status.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { Icon } from './icons.tsx';

/** What a state cell shows of a symbol. */
export interface StateOfSymbol {
  readonly state: SymbolState;
  /** Bits of SYMBOL_FLAG. */
  readonly flags: number;
  /** Lock holders; 0 where the symbol is not locked. */
  readonly holders: number;
  /** Newest price; NaN where there never was one. */
  readonly last: number;
}

const WORDS = {
  registered: 'Registered',
  screening: 'Screening',
  loading: 'Loading',
  promoted: 'Promoted',
  error: 'Error',
  stale: 'Stale',
  halted: 'Halted',
} as const;

/** The badge that comes first: error, stale, halted, then the life-cycle state. */
function shownState({ state, flags }: StateOfSymbol): keyof typeof WORDS {
  if (state === 'error') return 'error';
  if (flags & SYMBOL_FLAG.stale) return 'stale';
  if (flags & SYMBOL_FLAG.halted) return 'halted';
  return state;
}

export function stateWord(symbol: StateOfSymbol): string {
  const shown = shownState(symbol);
  return shown === 'stale' && Number.isNaN(symbol.last) ? 'No data' : WORDS[shown];
}

/** Icon and word of a symbol's state, with a padlock where it is locked. */
export function StateCell({ symbol }: { symbol: StateOfSymbol }) {
  const shown = shownState(symbol);
  const locked = (symbol.flags & SYMBOL_FLAG.locked) !== 0;
  return (
    <span className={`state-cell state-${shown}`}>
      <Icon name={shown} />
      <span>{stateWord(symbol)}</span>
      {locked && (
        <span className="lock" title={`Locked by ${Math.max(1, symbol.holders)}`}>
          <Icon name="lock" />
          {symbol.holders > 1 ? symbol.holders : ''}
          <span className="visually-hidden">locked</span>
        </span>
      )}
    </span>
  );
}
