import { create } from 'zustand';
import type { Failure } from '../../shared/domain/result.ts';
import { applyDelta } from '../../shared/session/apply-delta.ts';
import type { SessionDelta, SessionSnapshot } from '../../shared/session/snapshot.ts';

/** `none`: no session is open. `starting`: no snapshot yet. `failed`: there will be none. */
export type Connection =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface SessionState {
  readonly connection: Connection;
  readonly snapshot: SessionSnapshot | null;
  /** Table rows that the newest frame changed; null where it replaced everything. */
  readonly changedRows: Uint32Array | null;
}

/** The engine's state as the window knows it; only the connection writes here. */
export const useSession = create<SessionState>()(() => ({
  connection: { kind: 'starting' },
  snapshot: null,
  changedRows: null,
}));

export function replaceSnapshot(snapshot: SessionSnapshot): void {
  useSession.setState({ connection: { kind: 'connected' }, snapshot, changedRows: null });
}

/** The delta must continue the snapshot. */
export function advance(snapshot: SessionSnapshot, delta: SessionDelta): void {
  useSession.setState({ snapshot: applyDelta(snapshot, delta), changedRows: delta.rows });
}

/** A session is being opened: nothing of the one before is shown any more. */
export function markStarting(): void {
  useSession.setState({ connection: { kind: 'starting' }, snapshot: null, changedRows: null });
}

export function markClosed(): void {
  useSession.setState({ connection: { kind: 'none' }, snapshot: null, changedRows: null });
}

export function markFailed(failure: Failure): void {
  useSession.setState({ connection: { kind: 'failed', failure } });
}
