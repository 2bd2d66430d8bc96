import { formatAge, formatWallTime } from '../../../format/times.ts';
import { useScannerPreview } from '../../../stores/scanner-preview.ts';
import { useSession } from '../../../stores/session-store.ts';

/** As of which instant of the session the figures are, and how far that is behind. */
export function TriedAt() {
  const at = useScannerPreview((state) => state.result?.at);
  const isOld = useScannerPreview((state) => state.isOld || state.problem !== null);
  const now = useSession((state) => state.snapshot?.status.now);
  if (at === undefined || now === undefined) return null;
  const behind = now - at;
  return (
    <span className={`tried-at ${isOld ? 'is-behind' : ''}`}>
      <span className="tried-dot" aria-hidden="true" />
      {isOld ? 'outdated' : behind < 1_000 ? 'now' : `${formatAge(behind)} ago`}
      <span className="visually-hidden">, session time {formatWallTime(at)}</span>
    </span>
  );
}
