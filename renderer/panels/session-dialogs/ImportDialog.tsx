import { FileInput, FileX } from 'lucide-react';
import type { ConfigIssue } from '../../../shared/domain/config-change.ts';
import type { ImportCandidate } from '../../../shared/ipc/requests/home.ts';
import { ChangeList } from '../../components/ChangeList.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { applyImport, dismissImport, useConfig } from '../../stores/config-store.ts';
import { cancelOpening, progressWords, useHome } from '../../stores/home-store.ts';
import { importLead } from './import-words.ts';

/** A config file beside the session that is open: field by field, or everything that is wrong with it. */
export function ImportDialog({ candidate }: { candidate: ImportCandidate }) {
  const applying = useConfig((state) => state.applying);
  const isOpen = useHome((state) => state.state?.open === true);
  const { id, fileName, changes, problems } = candidate;
  const progress = useHome(progressWords);
  const cancel = () => {
    if (applying) void cancelOpening();
    else dismissImport();
  };
  if (id === null) {
    return (
      <Dialog
        title={`${fileName} cannot be used`}
        lead={importLead(candidate, isOpen)}
        icon={<FileX size={16} aria-hidden="true" />}
        tone="error"
        width={720}
        onCancel={dismissImport}
        actions={[{ label: 'Close', run: dismissImport, look: 'primary', isDefault: true }]}
      >
        <Issues issues={problems} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`Import ${fileName}`}
      lead={applying ? (progress ?? 'Opening the session…') : importLead(candidate, isOpen)}
      icon={<FileInput size={16} aria-hidden="true" />}
      width={720}
      onCancel={cancel}
      actions={[
        { label: 'Cancel', run: cancel, isDefault: true },
        { label: 'Open this session', run: () => void applyImport(), look: 'primary', disabled: applying },
      ]}
    >
      {changes.length > 0 && <ChangeList changes={changes} />}
    </Dialog>
  );
}

function Issues({ issues }: { issues: readonly ConfigIssue[] }) {
  return (
    <table className="import-issues">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">What is wrong, and what is allowed</th>
        </tr>
      </thead>
      <tbody>
        {issues.map(({ line, column, message }) => (
          <tr key={`${line}:${column} ${message}`}>
            <td className="number">
              {line}:{column}
            </td>
            <td>{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
