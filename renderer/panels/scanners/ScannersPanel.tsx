import { useState } from 'react';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { RecordPanel } from '../../grids/RecordPanel.tsx';
import { useActivity } from '../../stores/activity-store.ts';
import { keepOf } from '../../stores/panel-memory.ts';
import { editScanner, enableScanner, newRule } from '../../stores/scanner-commands.ts';
import { toast } from '../../stores/toast-store.ts';
import { SCANNER_COLUMNS, SCANNER_GIVES_WAY } from './columns.ts';

const NONE: readonly ScannerRecord[] = [];

/** The session's scanners: when they run, what they found, and what went wrong. */
export function ScannersPanel() {
  const panelId = usePanelId();
  const records = useActivity((state) => state.scanners);
  const [name, setName] = useState<string | null>(null);
  const chosen = records?.find((each) => each.name === name);
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
      onSelect={(record) => setName(record.name)}
      onOpen={(record) => editScanner(record.name)}
      tools={<Actions record={chosen} />}
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

/** What can be done with the selected scanner; Enter on its row edits it too. */
function Actions({ record }: { record: ScannerRecord | undefined }) {
  return (
    <>
      <button type="button" className="button quiet" onClick={newRule}>
        New
      </button>
      {record !== undefined && (
        <>
          <button
            type="button"
            className="button quiet"
            aria-label={`Edit ${record.name}`}
            onClick={() => editScanner(record.name)}
          >
            Edit
          </button>
          <button
            type="button"
            className="button quiet"
            aria-label={`${record.state === 'active' ? 'Stop' : 'Start'} ${record.name}`}
            onClick={() => void enableScanner(record.name, record.state !== 'active')}
          >
            {record.state === 'active' ? 'Stop' : 'Start'}
          </button>
        </>
      )}
    </>
  );
}
