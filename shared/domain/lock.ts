import type { SymbolId } from './symbol.ts';
import type { EpochMs } from './time.ts';

export const LOCK_HOLDER_KINDS = ['position', 'order', 'manual', 'scanner', 'script'] as const;
export type LockHolderKind = (typeof LOCK_HOLDER_KINDS)[number];

export interface LockHolder {
  readonly kind: LockHolderKind;
  /** Identity within the kind: `P-104`, a scanner's name, `user`. */
  readonly id: string;
}

/** The user's own lock. */
export const MANUAL: LockHolder = { kind: 'manual', id: 'user' };

/** One holder's claim on a symbol. A symbol is locked while at least one stands. */
export interface LockRecord {
  readonly id: string;
  readonly symbol: SymbolId;
  readonly holder: LockHolder;
  readonly reason: string;
  readonly since: EpochMs;
}
