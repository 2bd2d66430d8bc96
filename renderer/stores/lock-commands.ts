import { create } from 'zustand';
import type { LockRecord } from '../../shared/domain/lock.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { type LockLook, lockLook } from '../format/locks.ts';
import { request } from '../ipc/client.ts';
import { whenShown } from './confirmation.ts';
import { useSession } from './session-store.ts';
import { locksOf } from './symbol-locks.ts';
import { toast } from './toast-store.ts';
import { remember } from './undo-store.ts';

/** What a lock of the user's is for, unless they say. */
export const DEFAULT_REASON = 'by hand';

/** Where on the screen something was pressed, in CSS px. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** A small window beside a padlock: the question why, or the list of who holds it. */
interface LockPopover {
  readonly symbol: SymbolId;
  readonly kind: 'reason' | 'holders';
  /** Null in the middle of the window: it was asked for with a key. */
  readonly place: Place | null;
}

interface LockState {
  /** What was asked for and is not shown yet. */
  readonly pending: ReadonlyMap<SymbolId, 'lock' | 'unlock'>;
  readonly popover: LockPopover | null;
}

export const useLockState = create<LockState>()(() => ({ pending: new Map(), popover: null }));

const NONE: readonly LockRecord[] = [];

/** The padlock of a symbol, following the engine; give it to LockToggle. */
export function useLockLook(symbol: SymbolId): LockLook {
  const locks = useSession((state) => state.snapshot?.locks ?? NONE);
  const sessionDate = useSession((state) => state.snapshot?.status.sessionDate ?? '');
  const pending = useLockState((state) => state.pending.get(symbol) ?? null);
  return lockLook(symbol, locksOf(locks, symbol), pending, sessionDate);
}

/**
 * What pressing a padlock, or its key, does: an open one asks why and locks, the user's own is unlocked at
 * once, one that others hold shows them. `button` is what the small window opens beside.
 */
export function toggleLock(symbol: SymbolId, button?: HTMLElement): void {
  const { pending } = useLockState.getState();
  const { snapshot } = useSession.getState();
  if (snapshot === null || pending.has(symbol)) return;
  const [first, ...others] = locksOf(snapshot.locks, symbol);
  const place = button === undefined ? null : button.getBoundingClientRect();
  if (first === undefined) useLockState.setState({ popover: { symbol, kind: 'reason', place } });
  else if (others.length === 0 && first.holder.kind === 'manual') void unlockSymbol(symbol);
  else useLockState.setState({ popover: { symbol, kind: 'holders', place } });
}

/** Asks why the user wants to lock a symbol, whoever holds it already; where the padlock's window stands. */
export function askLockReason(symbol: SymbolId): void {
  useLockState.setState(({ popover }) => ({
    popover: { symbol, kind: 'reason', place: popover?.place ?? null },
  }));
}

export function closeLockPopover(): void {
  useLockState.setState({ popover: null });
}

/** Locks by hand, and can be undone. */
export async function lockSymbol(symbol: SymbolId, reason: string): Promise<void> {
  if (!(await applyLock(symbol, reason))) return;
  remember({
    label: `Locked ${symbol}`,
    undo: () => releaseLock(symbol),
    redo: () => applyLock(symbol, reason),
  });
}

/** Releases the user's own lock, and can be undone. */
export async function unlockSymbol(symbol: SymbolId): Promise<void> {
  const reason = manualLock(symbol)?.reason ?? DEFAULT_REASON;
  if (!(await releaseLock(symbol))) return;
  remember({
    label: `Unlocked ${symbol}`,
    undo: () => applyLock(symbol, reason),
    redo: () => releaseLock(symbol),
  });
}

async function applyLock(symbol: SymbolId, reason: string): Promise<boolean> {
  mark(symbol, 'lock');
  const reply = await request('symbol.lock', { symbol, reason });
  if (reply.ok) await whenShown(() => manualLock(symbol) !== undefined);
  else toast('refused', `${symbol} was not locked`, [reply.error.message]);
  mark(symbol, null);
  return reply.ok;
}

async function releaseLock(symbol: SymbolId): Promise<boolean> {
  mark(symbol, 'unlock');
  const reply = await request('symbol.unlock', { symbol });
  if (reply.ok) await whenShown(() => manualLock(symbol) === undefined);
  else toast('refused', `${symbol} is still locked`, [reply.error.message]);
  mark(symbol, null);
  return reply.ok && reply.value;
}

function manualLock(symbol: SymbolId): LockRecord | undefined {
  const locks = useSession.getState().snapshot?.locks ?? NONE;
  return locksOf(locks, symbol).find(({ holder }) => holder.kind === 'manual');
}

function mark(symbol: SymbolId, action: 'lock' | 'unlock' | null): void {
  useLockState.setState(({ pending }) => {
    const next = new Map(pending);
    if (action === null) next.delete(symbol);
    else next.set(symbol, action);
    return { pending: next };
  });
}
