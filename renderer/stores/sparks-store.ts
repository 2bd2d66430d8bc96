import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SPARK_BARS, SPARK_ROWS } from '../../shared/ipc/requests/symbol.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';

interface SparksState {
  /** Closes of the newest SPARK_BARS bars of what is in view, NaN in front; the same array while nothing changed. */
  readonly closes: ReadonlyMap<SymbolId, Float64Array>;
}

export const useSparks = create<SparksState>()(() => ({ closes: new Map() }));

/** Bars are minutes; twice a second would show nothing more. */
const POLL_MS = 2_000;
/** Scrolling asks once for where it stops, not for every row it passes. */
const SETTLE_MS = 80;

/** What each viewer has in view. */
const viewed = new Map<string, readonly SymbolId[]>();
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;

/**
 * Says which symbols' sparklines a viewer (a panel's name) shows now; an empty list ends it. All viewers
 * are served by one request every two seconds, the first at once.
 */
export function watchSparks(viewer: string, symbols: readonly SymbolId[]): void {
  if (symbols.length === 0) viewed.delete(viewer);
  else viewed.set(viewer, symbols);
  const { closes } = useSparks.getState();
  if (symbols.some((symbol) => !closes.has(symbol))) schedule(SETTLE_MS);
  else if (timer === undefined && !asking) schedule(POLL_MS);
}

function schedule(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void poll(), milliseconds);
}

async function poll(): Promise<void> {
  timer = undefined;
  if (asking) {
    schedule(SETTLE_MS);
    return;
  }
  const symbols = [...new Set([...viewed.values()].flat())].slice(0, SPARK_ROWS);
  if (symbols.length === 0) return;
  asking = true;
  const reply = await request('symbol.sparks', { symbols });
  asking = false;
  if (reply.ok) {
    useSparks.setState(({ closes }) => ({ closes: takeSparks(closes, symbols, reply.value) }));
  }
  if (timer === undefined) schedule(POLL_MS);
}

/** The closes of what was asked for; a symbol keeps its array where nothing of it changed. */
export function takeSparks(
  before: ReadonlyMap<SymbolId, Float64Array>,
  symbols: readonly SymbolId[],
  values: Float64Array,
): ReadonlyMap<SymbolId, Float64Array> {
  const closes = new Map<SymbolId, Float64Array>();
  for (const [row, symbol] of symbols.entries()) {
    const fresh = values.slice(row * SPARK_BARS, (row + 1) * SPARK_BARS);
    const held = before.get(symbol);
    closes.set(symbol, held !== undefined && sameCloses(held, fresh) ? held : fresh);
  }
  return closes;
}

function sameCloses(left: Float64Array, right: Float64Array): boolean {
  return left.length === right.length && left.every((close, index) => Object.is(close, right[index]));
}

// A new snapshot may be of another session, whose symbols have other prices.
useSession.subscribe((state, before) => {
  if (state.snapshot === before.snapshot || state.changedRows !== null) return;
  useSparks.setState({ closes: new Map() });
  if (viewed.size > 0) schedule(SETTLE_MS);
});
