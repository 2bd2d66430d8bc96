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
  if (item.draft === null) {
    return <span className="builder-origin">{version === null ? 'saved' : `version ${version}${when}`}</span>;
  }
  return (
    <>
      <span className="draft-badge">{item.saved === null ? 'New' : 'Draft'}</span>
      <span className="builder-origin">
        {item.saved === null
          ? 'not saved yet'
          : version === null
            ? `of ${item.saved.name}`
            : `from version ${version}${when}`}
      </span>
    </>
  );
}
