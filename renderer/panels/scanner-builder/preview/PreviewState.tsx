import './preview.css';
import type { ReactNode } from 'react';
import { useScannerItem } from '../../../stores/scanner-item.ts';
import { stopTry, tryAgain, useScannerPreview } from '../../../stores/scanner-preview.ts';
import { useSession } from '../../../stores/session-store.ts';

/** How far a try is, or why there is none: one line over the figures, which stay, dimmed. */
export function PreviewLine() {
  const { progress, problem, result } = useScannerPreview();
  if (progress !== null && (result === null || progress.of > 0)) {
    const share = progress.of === 0 ? 0 : Math.round((progress.done / progress.of) * 100);
    return (
      <div className="preview-line" role="status">
        <span>{progress.words}</span>
        <span className="preview-meter" aria-hidden="true">
          <span style={{ width: `${share}%` }} />
        </span>
        <button type="button" className="link-button" onClick={stopTry}>
          Stop
        </button>
      </div>
    );
  }
  if (problem === null || result === null) return null;
  return (
    <div className="preview-line failed" role="status">
      <span title={problem}>{problem}</span>
      <button type="button" className="link-button" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}

/** What stands where there is no result yet. */
export function PreviewEmpty({ what }: { what: ReactNode }) {
  const item = useScannerItem();
  const isOpen = useSession((state) => state.snapshot !== null);
  const { progress, problem } = useScannerPreview();
  if (!isOpen)
    return <Empty title="No session is open" text="A scanner is tried on the session's own data." />;
  if (item === undefined) return <Empty title="No scanner" text="Make one with New." />;
  if (problem !== null) return <Empty title="It could not be tried" text={problem} />;
  if (progress !== null) return <Empty title={`${progress.words}…`} text="The figures follow." />;
  return <Empty title="Nothing to try yet" text={what} />;
}

function Empty({ title, text }: { title: string; text: ReactNode }) {
  return (
    <div className="empty preview-empty">
      <strong>{title}</strong>
      <span>{text}</span>
    </div>
  );
}
