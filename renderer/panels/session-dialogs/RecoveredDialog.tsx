import { LifeBuoy } from 'lucide-react';
import { Dialog } from '../../components/Dialog.tsx';
import { dismissRecovery, useHome } from '../../stores/home-store.ts';
import { recoveredWords } from './recovered-words.ts';

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** What was brought back after a crash; read once. */
export function RecoveredDialog() {
  const recovery = useHome((state) => (state.recoverySeen ? null : (state.state?.recovery ?? null)));
  if (recovery === null) return null;
  const timeOf = (instant: number) => new Date(instant).toLocaleTimeString('en-GB', CLOCK);
  return (
    <Dialog
      title="Your session is back"
      lead={recoveredWords(recovery, timeOf)}
      icon={<LifeBuoy size={16} aria-hidden="true" />}
      tone={recovery.differences.length === 0 ? 'accent' : 'stale'}
      onCancel={dismissRecovery}
      actions={[{ label: 'Continue', run: dismissRecovery, look: 'primary', isDefault: true }]}
    >
      {recovery.differences.length > 0 && (
        <>
          <p className="muted">Not as it was:</p>
          <ul className="dialog-list">
            {recovery.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
