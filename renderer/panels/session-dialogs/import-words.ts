import type { ImportCandidate } from '../../../shared/ipc/requests/home.ts';

/** What an import would do, or why it does nothing; the file itself is never changed. */
export function importLead({ id, changes, problems }: ImportCandidate, isOpen: boolean): string {
  if (id === null) {
    const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
    return `${count}. Nothing was changed, and the file stays as it is.`;
  }
  if (!isOpen) return 'It opens as a new session. Locks and positions are never imported.';
  const kept = 'The session that is open is closed and kept; locks and positions are never imported.';
  if (changes.length === 0) return `It is the same as the open session's config. ${kept}`;
  const fields = changes.length === 1 ? 'One field differs' : `${changes.length} fields differ`;
  return `${fields} from the open session's config. ${kept}`;
}
