import { useEffect, useState } from 'react';
import { formatCount } from '../../format/numbers.ts';
import {
  filterCounts,
  UNIVERSE_FILTER_NAMES,
  UNIVERSE_FILTERS,
  type UniverseFilter,
} from './universe-filter.ts';
import type { UniverseGrid } from './universe-grid.ts';

const RECOUNT_MS = 1_000;

interface FilterTabsProps {
  readonly grid: UniverseGrid | null;
  readonly value: UniverseFilter;
  readonly onChoose: (filter: UniverseFilter) => void;
}

/** The universe's filters, each with its count, recounted once a second. */
export function FilterTabs({ grid, value, onChoose }: FilterTabsProps) {
  const counts = useFilterCounts(grid);
  return (
    <fieldset className="tabs filter-tabs" aria-label="Show">
      {UNIVERSE_FILTER_NAMES.map((name) => (
        <button key={name} type="button" aria-pressed={name === value} onClick={() => onChoose(name)}>
          {UNIVERSE_FILTERS[name].label}
          <span className="muted">{counts === null ? '' : formatCount(counts[name])}</span>
        </button>
      ))}
    </fieldset>
  );
}

function useFilterCounts(grid: UniverseGrid | null): Record<UniverseFilter, number> | null {
  const [counts, setCounts] = useState<Record<UniverseFilter, number> | null>(null);
  useEffect(() => {
    if (grid === null) return;
    const recount = () => setCounts(filterCounts(grid.rows));
    recount();
    const timer = window.setInterval(recount, RECOUNT_MS);
    return () => window.clearInterval(timer);
  }, [grid]);
  return counts;
}
