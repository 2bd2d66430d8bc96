import { SYMBOL_FLAG, type SymbolState } from '../../shared/session/status.ts';

/** What the state of a symbol is told from. */
export interface StateOfSymbol {
  readonly state: SymbolState;
  /** Bits of SYMBOL_FLAG. */
  readonly flags: number;
  /** Newest price; NaN where there never was one. */
  readonly last: number;
  /** Fraction of the history that a promotion asked for and that has come, 0-1; NaN where nothing loads. */
  readonly loaded: number;
}

/** In the order of what comes first: error, stale, halted, then the life-cycle. */
const SHOWN = ['error', 'stale', 'halted', 'promoted', 'loading', 'screening', 'registered'] as const;
export type ShownState = (typeof SHOWN)[number];

const WORDS: Record<ShownState, string> = {
  registered: 'Registered',
  screening: 'Screening',
  loading: 'Loading',
  promoted: 'Promoted',
  error: 'Error',
  stale: 'Stale',
  halted: 'Halted',
};

/** The badge that comes first: error, stale, halted, then the life-cycle state. */
export function shownState({ state, flags }: Pick<StateOfSymbol, 'state' | 'flags'>): ShownState {
  if (state === 'error') return 'error';
  if ((flags & SYMBOL_FLAG.stale) !== 0) return 'stale';
  if ((flags & SYMBOL_FLAG.halted) !== 0) return 'halted';
  return state;
}

/** `Screening`, `Loading 62 %`, `No data` where a symbol never had any. */
export function stateWord(symbol: StateOfSymbol): string {
  const shown = shownState(symbol);
  if (shown === 'stale' && Number.isNaN(symbol.last)) return 'No data';
  if (shown === 'loading' && Number.isFinite(symbol.loaded)) {
    return `Loading ${Math.floor(symbol.loaded * 100)} %`;
  }
  return WORDS[shown];
}

/** Order of the states in a sorted column: what needs a look comes first. */
export function stateRank(symbol: StateOfSymbol): number {
  return SHOWN.indexOf(shownState(symbol));
}
