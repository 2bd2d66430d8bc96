import { formatTimeOn } from '../../format/times.ts';
import { useActivity } from '../../stores/activity-store.ts';
import type { ScannerItem } from '../../stores/scanner-drafts.ts';
import { useSession } from '../../stores/session-store.ts';

/** Whether what is shown is saved, and which version it began with. */
export function DraftBadge({ item }: { item: ScannerItem }) {
  const record = useActivity((state) => state.scanners?.find(({ name }) => name === item.saved?.name));
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const version = record?.version ?? null;
  const savedAt = record?.savedAt ?? null;
  const when = savedAt === null ? '' : `, saved ${formatTimeOn(savedAt, sessionDate).slice(0, -3)}`;
  const isNew = item.saved === null;
  const origin = item.draft === null ? 'saved' : isNew ? 'not saved yet' : `of ${item.saved.name}`;
  const words = version === null ? origin : `${item.draft === null ? '' : 'from '}version ${version}${when}`;
  return (
    <>
      {item.draft !== null && <span className="draft-badge">{isNew ? 'New' : 'Draft'}</span>}
      <span className="builder-origin" title={words}>
        {words}
      </span>
    </>
  );
}
