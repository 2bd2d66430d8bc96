import '../../components/floating-card.css';
import './hit-card.css';
import { Copy, Crosshair, LockOpen, Pencil, Pin, TrendingUp, X } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { Keys } from '../../components/Keys.tsx';
import { useCardPlace } from '../../components/use-card-place.ts';
import { formatPrice } from '../../format/numbers.ts';
import { formatWallTime } from '../../format/times.ts';
import { closeHitCard, useHitCard } from '../../stores/hit-card-store.ts';
import type { LoggedHit } from '../../stores/hit-log.ts';
import { toggleLock } from '../../stores/lock-commands.ts';
import { openPreview } from '../../stores/preview-store.ts';
import { editScanner } from '../../stores/scanner-commands.ts';
import { select } from '../../stores/selection-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { Confidence } from './Confidence.tsx';
import { cardText } from './card-text.ts';
import { EvidenceTable } from './EvidenceTable.tsx';
import { FunnelLines } from './FunnelLines.tsx';
import { Misses } from './Misses.tsx';
import { OtherSymbol } from './OtherSymbol.tsx';

/** Why a hit hit: a card beside the work, closed while nobody asks. */
export function HitCard() {
  const shown = useHitCard((state) => state.shown);
  return shown === null ? null : <Card key={shown.index} shown={shown} />;
}

function Card({ shown }: { shown: LoggedHit }) {
  const card = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const explanation = useHitCard((state) => state.explanation);
  const [pinned, setPinned] = useState(false);
  const [asking, setAsking] = useState(false);
  const place = useCardPlace(card);
  useFocusAndEscape(card, pinned);
  const { hit } = shown;
  return (
    <div
      ref={card}
      className="floating-card hit-card"
      role="dialog"
      aria-modal="false"
      aria-labelledby={titleId}
      tabIndex={-1}
      style={place.style}
    >
      <header onPointerDown={place.grab}>
        <span className="hit-mark" aria-hidden="true">
          ◆
        </span>
        <h2 id={titleId}>{hit.symbol}</h2>
        <span className="hit-scanner">{hit.scanner}</span>
        <span className="muted">
          {formatWallTime(hit.time)} ET · {matchWords(explanation, hit.first)}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label="Keep open"
          aria-pressed={pinned}
          title="Keep it open while something else has the focus"
          onClick={() => setPinned(!pinned)}
        >
          <Pin />
        </button>
        <button type="button" className="icon-button" aria-label="Close" onClick={closeHitCard}>
          <X />
        </button>
      </header>
      <div className="hit-card-body">
        <Why shown={shown} />
        {explanation.kind === 'answered' && <Confidence explanation={explanation.value} />}
        <Misses />
        <FunnelLines />
        {asking && <OtherSymbol />}
      </div>
      <Footer shown={shown} onAsk={() => setAsking(true)} />
    </div>
  );
}

function Why({ shown: { hit } }: { shown: LoggedHit }) {
  const explanation = useHitCard((state) => state.explanation);
  const { price } = hit.metadata;
  return (
    <section>
      <h3>
        Why it hit
        <span className="muted">
          version {hit.version}
          {price === undefined ? '' : ` · at ${formatPrice(price)}`}
          {hit.revisedAt === undefined ? '' : ' · a bar it saw was revised since; it stands as it was'}
        </span>
        <button type="button" className="link-button" onClick={() => editScanner(hit.scanner)}>
          <Pencil size={12} aria-hidden="true" /> Edit rule
        </button>
      </h3>
      {explanation.kind === 'asked' && <p className="muted">Reading what the scan saw…</p>}
      {explanation.kind === 'refused' && (
        <p role="alert">
          <Icon name="error" /> {explanation.message}
        </p>
      )}
      {explanation.kind === 'answered' &&
        (explanation.value.tree === null ? (
          <Figures hit={hit} />
        ) : (
          <EvidenceTable tree={explanation.value.tree} />
        ))}
    </section>
  );
}

/** What a scanner without conditions said of its hit. */
function Figures({ hit }: { hit: LoggedHit['hit'] }) {
  const figures = Object.entries(hit.metadata);
  return (
    <div className="hit-figures">
      <p>{hit.reason ?? 'The scanner gave no reason.'}</p>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll('_', ' ')}</dt>
            <dd>{value.toFixed(2)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Footer({ shown, onAsk }: { shown: LoggedHit; onAsk: () => void }) {
  const { symbol, time } = shown.hit;
  const explanation = useHitCard((state) => state.explanation);
  const copy = async () => {
    const tree = explanation.kind === 'answered' ? explanation.value.tree : null;
    await navigator.clipboard.writeText(cardText(shown.hit, tree));
    toast('info', 'Explanation copied');
  };
  return (
    <footer>
      <button type="button" className="dialog-button" onClick={() => select(symbol, time)}>
        <Crosshair /> Show at hit bar
      </button>
      <button type="button" className="dialog-button" onClick={() => toggleLock(symbol)}>
        <LockOpen /> Lock <Keys parts={['Ctrl', 'L']} />
      </button>
      <button type="button" className="dialog-button" onClick={() => openPreview([symbol])}>
        <TrendingUp /> Promote…
      </button>
      <span className="spacer" />
      <button type="button" className="text-button" onClick={onAsk}>
        Why not another symbol?
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Copy as text"
        title="Copy as text"
        onClick={() => void copy()}
      >
        <Copy />
      </button>
    </footer>
  );
}

type Explained = ReturnType<typeof useHitCard.getState>['explanation'];

function matchWords(explanation: Explained, first: boolean): string {
  if (explanation.kind !== 'answered' || first) return first ? 'first hit today' : 'a repeat';
  return `match ${explanation.value.match} today`;
}

/** The keyboard begins in the card; Escape closes it, also from elsewhere while it is not pinned. */
function useFocusAndEscape(card: RefObject<HTMLDivElement | null>, pinned: boolean): void {
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus();
    return () => {
      // Whoever went elsewhere meanwhile stays there: a key must not mean what lies behind.
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere && before instanceof HTMLElement) before.focus();
    };
  }, [card]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const inside = event.target instanceof Node && card.current?.contains(event.target) === true;
      if (!inside && pinned) return;
      event.preventDefault();
      closeHitCard();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [card, pinned]);
}
