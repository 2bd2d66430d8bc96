import { TriangleAlert } from 'lucide-react';
import type { PromotionPreview } from '../../../shared/domain/promotion.ts';
import { idlePromoted, promotable, usePreview } from '../../stores/preview-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { warningParts } from './preview-words.ts';

/** Idle symbols that a warning names. */
const NAMED = 6;

/** What to know before paying. */
export function PreviewWarnings({ preview }: { preview: PromotionPreview }) {
  const idle = useIdle(preview);
  if (preview.warnings.length === 0) return null;
  return (
    <ul className="preview-warnings" aria-label="Warnings">
      {preview.warnings.map((warning) => {
        const { head, rest } = warningParts(warning);
        return (
          <li key={warning}>
            <TriangleAlert className="warning-sign" aria-hidden="true" />
            <span>
              <strong>{head}</strong> {rest}
            </span>
          </li>
        );
      })}
      {idle.length > 0 && (
        <li>
          <span className="quiet">
            Idle now, without a lock or a hit today: {idle.slice(0, NAMED).join(', ')}
            {idle.length > NAMED ? ` and ${idle.length - NAMED} more` : ''}.
          </span>
        </li>
      )}
    </ul>
  );
}

/** Symbols that could be demoted instead, as one text: it changes with them only. */
function useIdle(preview: PromotionPreview): readonly string[] {
  const chosen = usePreview((state) => state.chosen);
  const isOver = preview.promotedNow + promotable(preview, chosen).length > preview.maxPromoted;
  const idle = useSession(({ snapshot }) =>
    snapshot === null || !isOver ? '' : idlePromoted(snapshot).join(),
  );
  return idle === '' ? [] : idle.split(',');
}
