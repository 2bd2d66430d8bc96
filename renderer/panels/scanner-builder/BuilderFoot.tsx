import { FlaskConical } from 'lucide-react';
import { useActivity } from '../../stores/activity-store.ts';
import {
  discardDraft,
  nameProblemOf,
  ruleRefusal,
  saveRefusal,
  saveScanner,
} from '../../stores/scanner-commands.ts';
import type { ScannerItem } from '../../stores/scanner-drafts.ts';
import { openReplayTest } from '../../stores/scanner-test.ts';

/** Away with the draft, a longer look at it, or into the session with it. */
export function BuilderFoot({ item }: { item: ScannerItem }) {
  const version = useActivity(
    (state) => state.scanners?.find(({ name }) => name === item.saved?.name)?.version ?? 0,
  );
  const refusal = saveRefusal(item);
  const untestable = ruleRefusal(item);
  const isDraft = item.draft !== null;
  return (
    <footer className="builder-foot">
      <button
        type="button"
        className="button quiet"
        disabled={!isDraft}
        title={isDraft ? 'Back to what is saved; it can be undone' : 'Nothing was changed'}
        onClick={() => discardDraft(item)}
      >
        Discard
      </button>
      <span className="builder-refusal">{isDraft ? nameProblemOf(item) : ''}</span>
      <button
        type="button"
        className="button"
        disabled={untestable !== undefined}
        title={untestable ?? 'What it would have found over the last sessions'}
        onClick={() => openReplayTest()}
      >
        <FlaskConical size={14} aria-hidden="true" />
        Test on replay
      </button>
      <button
        type="button"
        className="button primary-button"
        disabled={refusal !== undefined}
        title={refusal ?? 'It takes effect at once (Ctrl+S)'}
        onClick={() => void saveScanner(item)}
      >
        {item.saved === null ? 'Save scanner' : `Save version ${version + 1}`}
      </button>
    </footer>
  );
}
