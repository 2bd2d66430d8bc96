import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { RecordPanel } from '../../grids/RecordPanel.tsx';
import { useActivity } from '../../stores/activity-store.ts';
import { keepOf } from '../../stores/panel-memory.ts';
import { toast } from '../../stores/toast-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { SCANNER_COLUMNS, SCANNER_GIVES_WAY } from './columns.ts';

const NONE: readonly ScannerRecord[] = [];

/** The session's scanners: when they run, what they found, and what went wrong. */
export function ScannersPanel() {
  const panelId = usePanelId();
  const records = useActivity((state) => state.scanners);
  return (
    <RecordPanel
      label="Scanners"
      rows={records ?? NONE}
      columns={SCANNER_COLUMNS}
      givesWay={SCANNER_GIVES_WAY}
      idOf={({ name }) => name}
      textOf={({ name, kind, schedule }) => `${name} ${kind} ${schedule}`.toLowerCase()}
      keeper={keepOf(panelId, 'columns')}
      filtered={false}
      onSelect={() => undefined}
      onOpen={() => useWorkspace.getState().dock?.show('hits')}
      onCopied={(count) => toast('info', count === 1 ? '1 scanner copied' : `${count} scanners copied`)}
      empty={
        <>
          <strong>{records === null ? 'No session is open' : 'No scanners'}</strong>
          {records !== null && <span>The session config names none: symbols are promoted by hand.</span>}
        </>
      }
    />
  );
}
