import { Copy, Pencil, Trash2 } from 'lucide-react';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { useActivity } from '../../stores/activity-store.ts';
import { duplicateScanner, removeScanner, renameScanner } from '../../stores/scanner-commands.ts';
import type { ScannerItem } from '../../stores/scanner-drafts.ts';
import { useSession } from '../../stores/session-store.ts';
import { factsOf } from './scanner-facts.ts';

/** How the selected scanner has done today, and what can be done with it. */
export function ScannerFacts({ item }: { item: ScannerItem }) {
  const record = useActivity((state) => state.scanners?.find(({ name }) => name === item.saved?.name));
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const { name } = item.entry;
  const time = (instant: number | null) => (instant === null ? MISSING : formatTimeOn(instant, sessionDate));
  return (
    <div className="scanner-facts">
      <header>
        <h3>This scanner, today</h3>
        <button
          type="button"
          className="icon-button"
          aria-label={`Rename ${name}`}
          title="Rename (F2)"
          onClick={() => renameScanner(item)}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Duplicate ${name}`}
          title="Duplicate"
          onClick={() => duplicateScanner(item)}
        >
          <Copy size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove ${name}`}
          title="Remove (Delete); it can be undone"
          onClick={() => void removeScanner(item)}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      </header>
      {record === undefined ? (
        <span className="muted">
          {item.saved === null ? 'It has not run: it is not saved yet.' : 'It has not run yet.'}
        </span>
      ) : (
        <dl>
          {factsOf(record, time, formatCount).map(({ label, value, isBad = false, hint }) => (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd className={isBad ? 'bad' : ''} title={hint ?? value}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {record?.lastError != null && <p>{record.lastError}</p>}
    </div>
  );
}
