import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { type SymbolRow, symbolRow } from '../../stores/symbol-rows.ts';

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

/** How many symbols of the universe each filter lets through. */
export function filterCounts(snapshot: SessionSnapshot): Record<UniverseFilter, number> {
  const counts = { all: 0, hits: 0, promoted: 0, locked: 0, issues: 0 };
  for (let index = 0; index < snapshot.symbols.length; index++) {
    const row = symbolRow(snapshot, index);
    if ((row.flags & SYMBOL_FLAG.excluded) !== 0) continue;
    for (const name of UNIVERSE_FILTER_NAMES) {
      if (UNIVERSE_FILTERS[name].passes(row)) counts[name] += 1;
    }
  }
  return counts;
}
