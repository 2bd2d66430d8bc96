import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { dismissRecovery, useHome } from '../../stores/home-store.ts';
import { recoveredWords } from './recovered-words.ts';

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

const AS_IT_WAS = 'Everything that was kept was found again as it was.';

/** What was brought back after a crash; read once. */
export function RecoveredDialog() {
  const recovery = useHome((state) => (state.recoverySeen ? null : (state.state?.recovery ?? null)));
  const [detailed, setDetailed] = useState(false);
  if (recovery === null) return null;
  const { details, differences } = recovery;
  const timeOf = (instant: number) => new Date(instant).toLocaleTimeString('en-GB', CLOCK);
  return (
    <Dialog
      title="Your session is back"
      lead={recoveredWords(recovery, timeOf)}
      icon={<LifeBuoy size={16} aria-hidden="true" />}
      tone={differences.length === 0 ? 'accent' : 'stale'}
      onCancel={dismissRecovery}
      actions={[
        { label: detailed ? 'Hide details' : 'Details', run: () => setDetailed(!detailed), place: 'start' },
        { label: 'Continue', run: dismissRecovery, look: 'primary', isDefault: true },
      ]}
    >
      {differences.length > 0 && (
        <>
          <p className="muted">Not as it was:</p>
          <Lines lines={differences} />
        </>
      )}
      {detailed && <Lines lines={[...details, ...(differences.length === 0 ? [AS_IT_WAS] : [])]} />}
    </Dialog>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="dialog-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
