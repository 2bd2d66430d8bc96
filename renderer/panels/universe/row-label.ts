import type { LockHolderKind, LockRecord } from '../../../shared/domain/lock.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { stateWord } from '../../components/symbol-state.ts';
import { spokenAge } from '../../format/times.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';

const KINDS: Record<LockHolderKind, readonly [one: string, many: string]> = {
  position: ['position', 'positions'],
  order: ['order', 'orders'],
  manual: ['manual lock', 'manual locks'],
  scanner: ['scanner', 'scanners'],
  script: ['script', 'scripts'],
};

/**
 * A row as a screen reader says it: "AAPL, promoted, locked by 1 position, stale 40 seconds".
 * `locks` are the symbol's, `now` is session time.
 */
export function rowLabel(row: SymbolRow, locks: readonly LockRecord[], now: number): string {
  const isStale = (row.flags & SYMBOL_FLAG.stale) !== 0;
  const isHalted = (row.flags & SYMBOL_FLAG.halted) !== 0;
  const age = Number.isFinite(row.lastBarEnd) ? `stale ${spokenAge(now - row.lastBarEnd)}` : 'no data yet';
  return [
    row.symbol,
    stateWord({ ...row, flags: 0 }).toLowerCase(),
    ...(locks.length > 0 ? [`locked by ${holders(locks)}`] : []),
    ...(isStale ? [age] : []),
    ...(isHalted ? ['halted'] : []),
  ].join(', ');
}

function holders(locks: readonly LockRecord[]): string {
  const counts = new Map<LockHolderKind, number>();
  for (const { holder } of locks) counts.set(holder.kind, (counts.get(holder.kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`).join(' and ');
}
