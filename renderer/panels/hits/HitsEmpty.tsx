import { formatCount } from '../../format/numbers.ts';
import { useActivity } from '../../stores/activity-store.ts';
import { useScreen } from '../../stores/screen-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { scanWords } from './scan-words.ts';

interface HitsEmptyProps {
  readonly isFiltered: boolean;
  /** Takes the muted scanners back. */
  readonly onShowAll: () => void;
}

/** Says why there are no hits to see. */
export function HitsEmpty({ isFiltered, onShowAll }: HitsEmptyProps) {
  const hits = useScreen((state) => state.hits);
  if (hits === 0) return <NoneYet />;
  return (
    <div className="empty">
      <strong>{isFiltered ? 'No hit matches' : 'Every hit is of a muted scanner'}</strong>
      {!isFiltered && (
        <button type="button" className="button" onClick={onShowAll}>
          Show all scanners
        </button>
      )}
    </div>
  );
}

function NoneYet() {
  const symbols = useSession((state) => state.snapshot?.status.symbolCount ?? 0);
  const loads = useSession((state) => state.snapshot?.status.pendingLoads ?? 0);
  const now = useSession((state) => state.snapshot?.status.now ?? Number.NaN);
  const scanners = useActivity((state) => state.scanners);
  return (
    <div className="empty">
      <strong>No hits yet</strong>
      {symbols === 0 ? 'Scanners run once the universe is there.' : scanWords(scanners, symbols, now)}
      {loads > 0 && <span>{formatCount(loads)} loads to go.</span>}
    </div>
  );
}
