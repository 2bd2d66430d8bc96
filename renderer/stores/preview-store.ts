import { create } from 'zustand';
import type { PromotionPreview, SymbolPreview } from '../../shared/domain/promotion.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { PREVIEW_SYMBOLS } from '../../shared/ipc/requests/symbol.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { request } from '../ipc/client.ts';
import { askEach } from './ask-each.ts';
import { useSession } from './session-store.ts';
import { rowOfSymbol } from './symbol-rows.ts';
import { toast } from './toast-store.ts';
import { rememberAloud } from './undo-store.ts';

interface PreviewState {
  /** Symbols that somebody wants to promote, in the order given; empty while the card is closed. */
  readonly asked: readonly SymbolId[];
  /** Those of them that stand ticked: the price is theirs. */
  readonly chosen: ReadonlySet<SymbolId>;
  /** Price of the chosen ones; the last one stands while a newer is on its way. Null where there is none yet. */
  readonly preview: PromotionPreview | null;
  /** What the engine last said of each symbol, unticked ones too. */
  readonly known: ReadonlyMap<SymbolId, SymbolPreview>;
  /** Why there is no price; null while there is one or it is on its way. */
  readonly failure: string | null;
}

const CLOSED: PreviewState = {
  asked: [],
  chosen: new Set(),
  preview: null,
  known: new Map(),
  failure: null,
};

export const usePreview = create<PreviewState>()(() => CLOSED);

/** Refusals that a message names. */
const SHOWN_REFUSALS = 4;

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
  if (reply.ok) {
    const known = new Map(usePreview.getState().known);
    for (const each of reply.value.symbols) known.set(each.symbol, each);
    usePreview.setState({ preview: reply.value, known, failure: null });
  } else usePreview.setState({ preview: null, failure: reply.error.message });
}

/** Closes the card and promotes what is chosen and can be; what was refused is told. */
export async function promoteChosen(): Promise<void> {
  const { preview, chosen } = usePreview.getState();
  const symbols = preview === null ? [] : promotable(preview, chosen);
  if (symbols.length === 0) return;
  // The promoted symbols show from here on how far they are.
  closePreview();
  const promoted = await askFor('symbol.promote', symbols);
  if (promoted.length === 0) return;
  rememberAloud({
    label: promoted.length === 1 ? `Promoted ${promoted[0]}` : `Promoted ${promoted.length} symbols`,
    undo: async () => (await askFor('symbol.demote', promoted)).length > 0,
    redo: async () => (await askFor('symbol.promote', promoted)).length > 0,
  });
}

/** Asks for each; answers those where it changed something. What was refused is told. */
async function askFor(
  name: 'symbol.promote' | 'symbol.demote',
  symbols: readonly SymbolId[],
): Promise<readonly SymbolId[]> {
  const replies = await askEach(symbols, (symbol) => request(name, { symbol }));
  const refused = [...replies.values()].flatMap((reply) => (reply.ok ? [] : [reply.error.message]));
  const word = name === 'symbol.promote' ? 'promoted' : 'demoted';
  if (refused.length > 0) toast('refused', `Not everything was ${word}`, refused.slice(0, SHOWN_REFUSALS));
  return symbols.filter((symbol) => {
    const reply = replies.get(symbol);
    return reply?.ok === true && reply.value;
  });
}

/** Chosen symbols that a promotion would change. */
export function promotable(preview: PromotionPreview, chosen: ReadonlySet<SymbolId>): readonly SymbolId[] {
  return preview.symbols
    .filter(
      ({ symbol, refusal, alreadyPromoted }) => chosen.has(symbol) && refusal === null && !alreadyPromoted,
    )
    .map(({ symbol }) => symbol);
}

/** Promoted symbols that nobody locks and that no scanner hit today: those to demote where there are too many. */
export function idlePromoted(snapshot: SessionSnapshot): readonly SymbolId[] {
  return snapshot.promoted.flatMap(({ symbol }) => {
    const row = rowOfSymbol(snapshot, symbol);
    return row === undefined || row.hits > 0 || row.holders > 0 ? [] : [symbol];
  });
}

// What is held, and with it the price, changes as symbols come and go; another session ends the card.
useSession.subscribe((state, before) => {
  if (usePreview.getState().asked.length === 0 || state.snapshot === before.snapshot) return;
  if (state.changedRows === null) closePreview();
  else if (promotedSymbols(state.snapshot) !== promotedSymbols(before.snapshot)) void ask();
});

function promotedSymbols(snapshot: SessionSnapshot | null): string {
  return snapshot?.promoted.map(({ symbol }) => symbol).join() ?? '';
}
