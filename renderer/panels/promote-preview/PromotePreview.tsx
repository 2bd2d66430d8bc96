import '../../components/floating-card.css';
import './promote-preview.css';
import { X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { PromotionPreview } from '../../../shared/domain/promotion.ts';
import { Icon } from '../../components/icons.tsx';
import { Keys } from '../../components/Keys.tsx';
import { useCardPlace } from '../../components/use-card-place.ts';
import { formatCount } from '../../format/numbers.ts';
import { ask, closePreview, promotable, promoteChosen, usePreview } from '../../stores/preview-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { PreviewFigures } from './PreviewFigures.tsx';
import { PreviewIndicators } from './PreviewIndicators.tsx';
import { PreviewLoads } from './PreviewLoads.tsx';
import { PreviewSymbols } from './PreviewSymbols.tsx';
import { PreviewWarnings } from './PreviewWarnings.tsx';

/** The price of a promotion, before it is paid: a card beside the work, closed while nobody asks. */
export function PromotePreview() {
  const isOpen = usePreview((state) => state.asked.length > 0);
  return isOpen ? <PreviewCard /> : null;
}

function PreviewCard() {
  const card = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const asked = usePreview((state) => state.asked);
  const chosen = usePreview((state) => state.chosen);
  const preview = usePreview((state) => state.preview);
  const [isChoosing, setChoosing] = useState(false);
  const place = useCardPlace(card);
  useFocusInside(card);
  useCardKeys();
  const [first] = asked;
  const count = preview === null ? chosen.size : promotable(preview, chosen).length;
  const title = asked.length === 1 ? `Promote ${first}` : `Promote ${count} symbols`;
  return (
    <div
      ref={card}
      className="floating-card preview-card"
      role="dialog"
      aria-modal="false"
      aria-labelledby={titleId}
      tabIndex={-1}
      style={place.style}
    >
      <header onPointerDown={place.grab}>
        <Icon name="promoted" />
        <h2 id={titleId}>{title}</h2>
        <span className="muted">Dry run. Nothing has been requested yet.</span>
        <button type="button" className="icon-button" aria-label="Close" onClick={closePreview}>
          <X />
        </button>
      </header>
      <div className="preview-body">
        {preview === null ? <NoPrice /> : <Price preview={preview} isChoosing={isChoosing} />}
      </div>
      {preview !== null && <PreviewWarnings preview={preview} />}
      <footer>
        {asked.length > 1 && (
          <button
            type="button"
            className="text-button"
            aria-pressed={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {isChoosing ? 'Done choosing' : 'Choose symbols'}
          </button>
        )}
        <span className="spacer" />
        <button type="button" className="dialog-button" onClick={closePreview}>
          Cancel <Keys parts={['Esc']} />
        </button>
        <PromoteButton preview={preview} />
      </footer>
    </div>
  );
}

function Price({ preview, isChoosing }: { preview: PromotionPreview; isChoosing: boolean }) {
  const chosen = usePreview((state) => state.chosen);
  return (
    <>
      <PreviewFigures preview={preview} />
      <PreviewSymbols isChoosing={isChoosing} />
      {preview.loads.length > 0 && <PreviewLoads loads={preview.loads} />}
      <PreviewIndicators keys={preview.indicatorKeys} symbols={promotable(preview, chosen).length} />
    </>
  );
}

/** While the engine works it out, and where it could not. */
function NoPrice() {
  const failure = usePreview((state) => state.failure);
  const count = usePreview((state) => state.asked.length);
  if (failure === null) {
    const them = count === 1 ? 'the promotion' : `${formatCount(count)} promotions`;
    return (
      <p className="preview-wait" role="status">
        Working out the price of {them}…
      </p>
    );
  }
  return (
    <div className="preview-wait is-failed" role="alert">
      <p>
        <Icon name="error" /> {failure}
      </p>
      <button type="button" className="dialog-button" onClick={() => void ask()}>
        Retry
      </button>
    </div>
  );
}

function PromoteButton({ preview }: { preview: PromotionPreview | null }) {
  const chosen = usePreview((state) => state.chosen);
  const count = preview === null ? 0 : promotable(preview, chosen).length;
  return (
    <button
      type="button"
      className="dialog-button primary"
      disabled={count === 0}
      title={preview !== null && count === 0 ? 'None of these symbols can be promoted.' : undefined}
      onClick={() => void promoteChosen()}
    >
      Promote {count} <Keys parts={['Ctrl', 'Enter']} />
    </button>
  );
}

/** The card has the focus while it stands, and gives it back. */
function useFocusInside(card: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = card.current;
    element?.focus({ preventScroll: true });
    return () => {
      const { activeElement } = document;
      const isOurs = activeElement === null || activeElement === document.body;
      if (!isOurs && element?.contains(activeElement) !== true) return;
      // A row that has scrolled away since cannot take it back: its panel does.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      else useWorkspace.getState().dock?.refocus();
    };
  }, [card]);
}

/** Its keys act wherever the focus is: the card does not keep anybody from working. Dialogs and menus come first. */
function useCardKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || document.querySelector('dialog:modal, [role="menu"]') !== null) return;
      const isPromote = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (isPromote) void promoteChosen();
      else if (event.key === 'Escape') closePreview();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the workstation's own keys, which listen on the document.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
