import { Icon } from '../../components/icons.tsx';
import { useActivity } from '../../stores/activity-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { stoppedWords } from './scan-words.ts';

/** Hits that will not come: says which scanner no longer runs and why, above the rows. */
export function StoppedScanners() {
  const scanners = useActivity((state) => state.scanners);
  const stopped = stoppedWords(scanners);
  if (stopped.length === 0) return null;
  return (
    <div className="stopped-scanners" role="status">
      <Icon name="error" />
      <span>{stopped.join('; ')}</span>
      <button type="button" className="button" onClick={() => useWorkspace.getState().dock?.show('scanners')}>
        Show scanners
      </button>
    </div>
  );
}
