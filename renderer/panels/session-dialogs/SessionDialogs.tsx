import './session-dialogs.css';
import { useConfig } from '../../stores/config-store.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { NoticesDialog } from './NoticesDialog.tsx';
import { RecoveredDialog } from './RecoveredDialog.tsx';

/** Dialogs about which session is open: what was brought back, what could not be read, what an import changes. */
export function SessionDialogs() {
  const candidate = useConfig((state) => state.candidate);
  return (
    <>
      <NoticesDialog />
      <RecoveredDialog />
      {candidate !== null && <ImportDialog candidate={candidate} />}
    </>
  );
}
