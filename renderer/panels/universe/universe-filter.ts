import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { stateWord } from '../../components/symbol-state.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';

const ISSUES = SYMBOL_FLAG.stale | SYMBOL_FLAG.halted;

/** Ways to narrow the universe to what matters now. */
export const UNIVERSE_FILTERS = {
  all: { label: 'All', passes: () => true },
  hits: { label: 'With hits', passes: (row: SymbolRow) => row.hits > 0 },
  promoted: {
    label: 'Promoted',
    passes: (row: SymbolRow) => row.state === 'promoted' || row.state === 'loading',
  },
  locked: { label: 'Locked', passes: (row: SymbolRow) => (row.flags & SYMBOL_FLAG.locked) !== 0 },
  issues: {
    label: 'Issues',
    passes: (row: SymbolRow) => row.state === 'error' || (row.flags & ISSUES) !== 0,
  },
} as const;
export type UniverseFilter = keyof typeof UNIVERSE_FILTERS;

export const UNIVERSE_FILTER_NAMES: readonly UniverseFilter[] = [
  'all',
  'hits',
  'promoted',
  'locked',
  'issues',
];

/** The filter of that name, or all where it is none. */
export function universeFilter(name: unknown): UniverseFilter {
  return UNIVERSE_FILTER_NAMES.find((known) => known === name) ?? 'all';
}

/** How many of the rows each filter lets through. */
export function filterCounts(rows: Iterable<SymbolRow>): Record<UniverseFilter, number> {
  const counts = { all: 0, hits: 0, promoted: 0, locked: 0, issues: 0 };
  for (const row of rows) {
    for (const name of UNIVERSE_FILTER_NAMES) {
      if (UNIVERSE_FILTERS[name].passes(row)) counts[name] += 1;
    }
  }
  return counts;
}

/**
 * True where every word is the beginning of the symbol, of a word of its sector or source, or of a word for
 * its state: `aa` finds AA and AAPL, `energy stale` the stale ones among the energy stocks.
 */
export function matchesWords(row: SymbolRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const symbol = row.symbol.toLowerCase();
  const known = `${row.sector ?? ''} ${row.source ?? ''} ${stateWords(row)}`.toLowerCase().split(/[\s-]+/);
  return words.every((word) => symbol.startsWith(word) || known.some((other) => other.startsWith(word)));
}

function stateWords(row: SymbolRow): string {
  const isSet = (flag: keyof typeof SYMBOL_FLAG) => (row.flags & SYMBOL_FLAG[flag]) !== 0;
  const flags = (['locked', 'stale', 'halted'] as const).filter(isSet);
  return `${row.state} ${stateWord(row)} ${flags.join(' ')}`;
}
