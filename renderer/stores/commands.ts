import { create } from 'zustand';
import type { Result } from '../../shared/domain/result.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { request } from '../ipc/client.ts';
import { toggleLock } from './lock-commands.ts';
import { demoteSymbols, removeSymbols } from './removal-store.ts';
import { useSession } from './session-store.ts';
import { rowOfSymbol } from './symbol-rows.ts';
import { toast } from './toast-store.ts';

export type SymbolAction = 'promote' | 'demote' | 'lock' | 'unlock' | 'remove';

interface PendingState {
  /** Actions that were asked for and that no frame has confirmed yet. */
  readonly pending: ReadonlyMap<SymbolId, SymbolAction>;
}

export const usePending = create<PendingState>()(() => ({ pending: new Map() }));

/** Longest time that an accepted action stays marked as pending without a frame. */
const CONFIRM_MS = 2_000;

/** Asks the engine; a refusal is shown with its reason, an acceptance shows as the next frame arrives. */
export async function act(action: SymbolAction, symbol: SymbolId): Promise<void> {
  if (action === 'remove') await removeSymbols([symbol]);
  else if (action === 'demote') await demoteSymbols([symbol]);
  else if (action === 'promote') await promote(symbol);
  else toggleLock(symbol);
}

async function promote(symbol: SymbolId): Promise<void> {
  mark(symbol, 'promote');
  const reply = await request('symbol.promote', { symbol });
  if (reply.ok) await nextFrame();
  else toast('refused', `${symbol} was not promoted`, [reply.error.message]);
  mark(symbol, null);
}

/** What the lock key means for a symbol as it stands. */
export function lockToggle(symbol: SymbolId): SymbolAction {
  const { snapshot } = useSession.getState();
  const flags = snapshot === null ? 0 : (rowOfSymbol(snapshot, symbol)?.flags ?? 0);
  return (flags & SYMBOL_FLAG.locked) === 0 ? 'lock' : 'unlock';
}

function mark(symbol: SymbolId, action: SymbolAction | null): void {
  usePending.setState(({ pending }) => {
    const next = new Map(pending);
    if (action === null) next.delete(symbol);
    else next.set(symbol, action);
    return { pending: next };
  });
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, CONFIRM_MS);
    const stop = useSession.subscribe(finish);
    function finish(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
