import { formatTimes } from '../../format/numbers.ts';
import { drawnCell, iconElement, textElement } from '../../grids/drawn-cell.ts';
import { openHitCard } from '../../stores/hit-card-store.ts';
import { openPreview } from '../../stores/preview-store.ts';
import { heldBackSentence, heldBackWord, meterFill } from './reading.ts';
import type { HitRow } from './repeats.ts';
import { boundsNow, reasonOf, sideOf, strengthOf } from './rules-now.ts';
import { isPromotedNow } from './symbol-now.ts';

const SIDES = {
  long: { arrow: '↑', word: 'Long' },
  short: { arrow: '↓', word: 'Short' },
} as const;

/** The word of a hit's side; undefined where its figures do not say. */
export function sideWord(row: HitRow): string | undefined {
  const side = sideOf(row);
  return side === null ? undefined : SIDES[side].word;
}

/** Arrow and word of the side. */
export const SideCell = drawnCell<HitRow>({
  signature: (row) => sideOf(row) ?? 'unknown',
  draw: (element, row) => {
    const side = sideOf(row);
    element.className = 'side-cell';
    element.replaceChildren(
      ...(side === null
        ? [textElement('cell-faint', '—')]
        : [textElement('side-arrow', SIDES[side].arrow), textElement('side-word', SIDES[side].word)]),
    );
  },
});

/** A meter, and how many times the threshold. */
export const StrengthCell = drawnCell<HitRow>({
  signature: (row) => strengthOf(row).toFixed(2),
  draw: (element, row) => {
    const strength = strengthOf(row);
    const meter = textElement('meter', '');
    const fill = textElement('meter-fill', '');
    fill.style.width = `${Math.round(meterFill(strength) * 100)}%`;
    meter.append(fill);
    element.className = 'strength-cell';
    element.replaceChildren(meter, textElement('', formatTimes(strength)));
  },
});

/** What the scanner saw, whole under the pointer where the column is too narrow for it. */
export const WhyCell = drawnCell<HitRow>({
  signature: reasonOf,
  draw: (element, row) => {
    element.className = 'why-cell';
    element.replaceChildren(whyButton(row));
    element.title = `${reasonOf(row)}\nPress for the whole explanation (Ctrl+I)`;
  },
});

function whyButton({ index, hit }: HitRow): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  // The row is the stop of the keyboard; its key is Ctrl+I.
  button.tabIndex = -1;
  button.className = 'why-button';
  button.textContent = reasonOf({ hit });
  button.addEventListener('click', () => openHitCard({ index, hit }));
  return button;
}

/** Which bound held the symbol back, and the way round it while it is not promoted. */
export const HeldBackCell = drawnCell<HitRow>({
  signature: (row) => `${row.newest.heldBack ?? ''} ${isPromotedNow(row)} ${JSON.stringify(boundsNow())}`,
  draw: (element, row) => {
    const { heldBack } = row.newest;
    element.className = 'held-back-cell';
    if (heldBack === undefined) {
      element.title = '';
      element.replaceChildren(textElement('cell-faint', '—'));
      return;
    }
    const isPromoted = isPromotedNow(row);
    element.title = isPromoted
      ? 'Held back at the hit; promoted since.'
      : heldBackSentence(heldBack, boundsNow());
    const word = textElement(isPromoted ? 'cell-faint' : '', heldBackWord(heldBack, boundsNow()));
    element.replaceChildren(word, ...(isPromoted ? [] : [promoteButton(row)]));
  },
});

function promoteButton({ hit: { symbol } }: HitRow): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  // The row is the stop of the keyboard; its key is Ctrl+Enter.
  button.tabIndex = -1;
  button.className = 'cell-button';
  button.title = `Promote ${symbol} by hand: the price first (Ctrl+Enter)`;
  button.setAttribute('aria-label', `Promote ${symbol} by hand`);
  button.append(iconElement('promoted'));
  button.addEventListener('click', () => openPreview([symbol]));
  return button;
}
