import { useEffect, useState } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { useSession } from '../../stores/session-store.ts';
import {
  filterCounts,
  UNIVERSE_FILTER_NAMES,
  UNIVERSE_FILTERS,
  type UniverseFilter,
} from './universe-filter.ts';

const RECOUNT_MS = 1_000;

interface FilterTabsProps {
  readonly value: UniverseFilter;
  readonly onChoose: (filter: UniverseFilter) => void;
}

/** The universe's filters, each with its count, recounted once a second. */
export function FilterTabs({ value, onChoose }: FilterTabsProps) {
  const counts = useFilterCounts();
  return (
    <fieldset className="tabs" aria-label="Show">
      {UNIVERSE_FILTER_NAMES.map((name) => (
        <button key={name} type="button" aria-pressed={name === value} onClick={() => onChoose(name)}>
          {UNIVERSE_FILTERS[name].label}
          <span className="muted">{counts === null ? '' : formatCount(counts[name])}</span>
        </button>
      ))}
    </fieldset>
  );
}

function useFilterCounts(): Record<UniverseFilter, number> | null {
  const hasSnapshot = useSession((state) => state.snapshot !== null);
  const [counts, setCounts] = useState<Record<UniverseFilter, number> | null>(null);
  useEffect(() => {
    const recount = () => {
      const { snapshot } = useSession.getState();
      setCounts(snapshot === null ? null : filterCounts(snapshot));
    };
    if (hasSnapshot) recount();
    const timer = window.setInterval(recount, RECOUNT_MS);
    return () => window.clearInterval(timer);
  }, [hasSnapshot]);
  return counts;
}
