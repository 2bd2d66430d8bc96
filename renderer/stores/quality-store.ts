import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { IntervalDays, QualityPage, QualityQuery } from '../../shared/session/quality.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';

interface QualityState {
  /** The worst symbols that pass what was asked for; null until they were read. */
  readonly page: QualityPage | null;
  /** One symbol, session by session; null until it was read. */
  readonly days: { readonly symbol: SymbolId; readonly intervals: readonly IntervalDays[] } | null;
}

const READ_MS = 2_000;
/** Sessions that are shown of a symbol. */
const SESSIONS = 30;
/** Letters of a filter that the session looks through; what is longer is no symbol. */
const LONGEST_TEXT = 16;

/** How good the data of symbols is, for as long as somebody looks at it: asked for, never pushed. */
export const useQuality = create<QualityState>()(() => ({ page: null, days: null }));

/** Reads the page of a query now and every two seconds; returns what ends it. */
export function followQuality({ scope, text }: QualityQuery): () => void {
  const asked = { scope, text: text.slice(0, LONGEST_TEXT) };
  return every(async (isWanted) => {
    const reply = await request('quality.symbols', asked);
    if (isWanted())
      useQuality.setState(({ page }) => ({ page: reply.ok ? keptRows(page, reply.value) : null }));
  });
}

/** The new page with the old rows where they say the same, so that a grid leaves them alone. */
export function keptRows(before: QualityPage | null, after: QualityPage): QualityPage {
  const known = new Map(before?.rows.map((row) => [row.symbol, row]));
  const rows = after.rows.map((row) => {
    const held = known.get(row.symbol);
    return held !== undefined && JSON.stringify(held) === JSON.stringify(row) ? held : row;
  });
  return { ...after, rows };
}

/** Reads one symbol's sessions now and every two seconds; returns what ends it. */
export function followQualityDays(symbol: SymbolId): () => void {
  if (useQuality.getState().days?.symbol !== symbol) useQuality.setState({ days: null });
  return every(async (isWanted) => {
    const reply = await request('quality.days', { symbol, sessions: SESSIONS });
    if (isWanted()) useQuality.setState({ days: reply.ok ? { symbol, intervals: reply.value } : null });
  });
}

/** One question at a time; none while no session is open or the page is hidden. */
function every(read: (isWanted: () => boolean) => Promise<void>): () => void {
  let [ended, asking] = [false, false];
  const ask = async (): Promise<void> => {
    if (asking || document.hidden || useSession.getState().snapshot === null) return;
    asking = true;
    await read(() => !ended).finally(() => {
      asking = false;
    });
  };
  void ask();
  const timer = setInterval(() => void ask(), READ_MS);
  return () => {
    ended = true;
    clearInterval(timer);
  };
}
