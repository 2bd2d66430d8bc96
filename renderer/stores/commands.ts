import { create } from 'zustand';
import type { Result } from '../../shared/domain/result.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { request } from '../ipc/client.ts';
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

const ATTEMPT: Record<SymbolAction, string> = {
  promote: 'was not promoted',
  demote: 'was not demoted',
  lock: 'was not locked',
  unlock: 'is still locked',
  remove: 'was not removed',
};

/** Asks the engine; a refusal is shown with its reason, an acceptance shows as the next frame arrives. */
export async function act(action: SymbolAction, symbol: SymbolId): Promise<void> {
  mark(symbol, action);
  const reply = await send(action, symbol);
  if (reply.ok) {
    await nextFrame();
    if (action === 'remove') toast('info', `${symbol} removed from the universe`);
  } else {
    toast('refused', `${symbol} ${ATTEMPT[action]}`, [reply.error.message]);
  }
  mark(symbol, null);
}

/** What the lock key means for a symbol as it stands. */
export function lockToggle(symbol: SymbolId): SymbolAction {
  const { snapshot } = useSession.getState();
  const flags = snapshot === null ? 0 : (rowOfSymbol(snapshot, symbol)?.flags ?? 0);
  return (flags & SYMBOL_FLAG.locked) === 0 ? 'lock' : 'unlock';
}

export async function control(name: 'session.pause' | 'session.resume'): Promise<void> {
  report(await request(name, undefined));
}

/** Times real time; null for as fast as the machine can. */
export async function setSpeed(speed: number | null): Promise<void> {
  report(await request('session.setSpeed', { speed }));
}

function report(reply: Result<null>): void {
  if (!reply.ok) toast('refused', 'The session did not follow', [reply.error.message]);
}

function send(action: SymbolAction, symbol: SymbolId): Promise<Result<boolean>> {
  if (action === 'lock') return request('symbol.lock', { symbol, reason: 'locked by hand' });
  return request(`symbol.${action}`, { symbol });
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
