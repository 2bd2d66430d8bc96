import type { LockHolder, LockHolderKind, LockRecord } from '../../shared/domain/lock.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { formatTimeOn } from './times.ts';

/** How a symbol's padlock stands. */
export interface LockLook {
  /** `manual`: the user alone holds it; `held`: somebody else does, or the user and others. */
  readonly state: 'unlocked' | 'pending' | 'manual' | 'held';
  /** Holders in all; 0 where unlocked. */
  readonly holders: number;
  /** Who holds it, or what a press does: whole sentences. */
  readonly title: string;
  /** False where a press can change nothing. */
  readonly canToggle: boolean;
}

const NAMES: Record<Exclude<LockHolderKind, 'manual'>, string> = {
  position: 'position',
  order: 'order',
  scanner: 'scanner',
  script: 'script',
};

/** `manual lock`, `position P-104`, `script Trend-v2`. */
export function holderName(holder: LockHolder): string {
  return holder.kind === 'manual' ? 'manual lock' : `${NAMES[holder.kind]} ${holder.id}`;
}

/** Words for a reason that the engine gives in its own terms; a user's own words as they are. */
export function reasonWords(reason: string): string {
  return reason === 'open_position' ? 'open position' : reason;
}

/** The padlock of a symbol; `locks` are that symbol's. */
export function lockLook(
  symbol: SymbolId,
  locks: readonly LockRecord[],
  pending: 'lock' | 'unlock' | null,
  sessionDate: string,
): LockLook {
  const holders = locks.length;
  if (pending !== null) {
    const title = pending === 'lock' ? `Locking ${symbol}…` : `Unlocking ${symbol}…`;
    return { state: 'pending', holders, title, canToggle: false };
  }
  const [first] = locks;
  if (first === undefined) {
    const title = `Lock ${symbol}: it can then be neither removed nor demoted`;
    return { state: 'unlocked', holders, title, canToggle: true };
  }
  if (holders === 1 && first.holder.kind === 'manual') {
    const title = `${symbol} is locked: “${first.reason}”, since ${formatTimeOn(first.since, sessionDate)}. Press to unlock`;
    return { state: 'manual', holders, title, canToggle: true };
  }
  const title =
    holders === 1
      ? `${symbol} is held by ${holderName(first.holder)}, since ${formatTimeOn(first.since, sessionDate)}`
      : `${symbol} is held by ${holders}:\n${locks.map((lock) => holderLine(lock, sessionDate)).join('\n')}`;
  return { state: 'held', holders, title, canToggle: true };
}

function holderLine({ holder, reason, since }: LockRecord, sessionDate: string): string {
  return `${holderName(holder)}, ${reasonWords(reason)}, since ${formatTimeOn(since, sessionDate)}`;
}
