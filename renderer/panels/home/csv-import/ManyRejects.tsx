import type { ImportOutcome } from '../../../../shared/domain/import-report.ts';
import { RejectTable } from './RejectTable.tsx';

/** Many rows cannot be used: what they are, before anything is imported without them. */
export function ManyRejects({ outcome }: { outcome: Extract<ImportOutcome, { kind: 'many_rejects' }> }) {
  return <RejectTable tally={outcome.tally} />;
}
