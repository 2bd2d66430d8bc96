import { formatCount } from '../../format/numbers.ts';
import { useSession } from '../../stores/session-store.ts';

/** Says why there are no hits yet. */
export function HitsEmpty() {
  const hits = useSession((state) => state.snapshot?.status.hitCount ?? 0);
  const symbols = useSession((state) => state.snapshot?.status.symbolCount ?? 0);
  const loads = useSession((state) => state.snapshot?.status.pendingLoads ?? 0);
  if (hits > 0) return null;
  return (
    <div className="empty">
      <strong>No hits yet</strong>
      {symbols === 0
        ? 'Scanners run once the universe is there.'
        : `Scanners watch ${formatCount(symbols)} symbols${loads > 0 ? `; ${formatCount(loads)} loads to go` : ''}.`}
    </div>
  );
}
