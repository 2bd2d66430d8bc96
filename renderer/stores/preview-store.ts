import { create } from 'zustand';
import type { PromotionPreview } from '../../shared/domain/promotion.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { PREVIEW_SYMBOLS } from '../../shared/ipc/requests/symbol.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';
import { toast } from './toast-store.ts';

interface PreviewState {
  /** Symbols that somebody wants to promote, in the order given; empty while the card is closed. */
  readonly asked: readonly SymbolId[];
  /** Those of them that stand ticked: the price is theirs. */
  readonly chosen: ReadonlySet<SymbolId>;
  /** Price of the chosen ones; the last one stands while a newer is on its way. Null where there is none yet. */
  readonly preview: PromotionPreview | null;
  /** Why there is no price; null while there is one or it is on its way. */
  readonly failure: string | null;
  /** True while the engine is asked to promote. */
  readonly promoting: boolean;
}

const CLOSED: PreviewState = {
  asked: [],
  chosen: new Set(),
  preview: null,
  failure: null,
  promoting: false,
};

export const usePreview = create<PreviewState>()(() => CLOSED);

/** Numbers each question, so that a late answer to an earlier one is not taken for the newest. */
let question = 0;

/** Opens the card with the price of promoting these symbols; in place of what it showed. */
export function openPreview(symbols: readonly SymbolId[]): void {
  const asked = [...new Set(symbols)];
  if (asked.length === 0) return;
  if (asked.length > PREVIEW_SYMBOLS) {
    toast('refused', `${asked.length} symbols are too many for one preview`, [
      `Select ${PREVIEW_SYMBOLS} or fewer.`,
    ]);
    return;
  }
  usePreview.setState({ ...CLOSED, asked, chosen: new Set(asked) });
  void ask();
}

export function closePreview(): void {
  question += 1;
  usePreview.setState(CLOSED);
}

/** Ticks or unticks one symbol; the price follows. */
export function choose(symbol: SymbolId, on: boolean): void {
  const chosen = new Set(usePreview.getState().chosen);
  if (on) chosen.add(symbol);
  else chosen.delete(symbol);
  usePreview.setState({ chosen });
  void ask();
}

/** Asks for the price again: after a failure, or where the session has moved on. */
export async function ask(): Promise<void> {
  question += 1;
  const mine = question;
  const { asked, chosen } = usePreview.getState();
  const symbols = asked.filter((symbol) => chosen.has(symbol));
  if (symbols.length === 0) return;
  const reply = await request('symbol.previewPromotion', { symbols });
  if (mine !== question) return;
  if (reply.ok) usePreview.setState({ preview: reply.value, failure: null });
  else usePreview.setState({ preview: null, failure: reply.error.message });
}

/** Promotes what is chosen and can be, then closes the card; what was refused is told. */
export async function promoteChosen(): Promise<void> {
  const { preview, chosen, promoting } = usePreview.getState();
  if (preview === null || promoting) return;
  const symbols = promotable(preview, chosen);
  if (symbols.length === 0) return;
  usePreview.setState({ promoting: true });
  const replies = await Promise.all(
    symbols.map(async (symbol) => ({ symbol, reply: await request('symbol.promote', { symbol }) })),
  );
  const refused = replies.flatMap(({ reply }) => (reply.ok ? [] : [reply.error.message]));
  if (refused.length > 0) toast('refused', 'Not everything was promoted', refused);
  closePreview();
}

/** Chosen symbols that a promotion would change. */
export function promotable(preview: PromotionPreview, chosen: ReadonlySet<SymbolId>): readonly SymbolId[] {
  return preview.symbols
    .filter(
      ({ symbol, refusal, alreadyPromoted }) => chosen.has(symbol) && refusal === null && !alreadyPromoted,
    )
    .map(({ symbol }) => symbol);
}

// What is held, and with it the price, changes as symbols come and go; another session ends the card.
useSession.subscribe((state, before) => {
  if (usePreview.getState().asked.length === 0 || state.snapshot === before.snapshot) return;
  if (state.changedRows === null) closePreview();
  else if (state.snapshot?.promoted !== before.snapshot?.promoted) void ask();
});
