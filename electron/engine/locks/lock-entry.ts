import type { JsonObject } from '../../../shared/domain/json.ts';
import { LOCK_HOLDER_KINDS, type LockRecord } from '../../../shared/domain/lock.ts';
import { normalizeSymbol } from '../../../shared/domain/symbol.ts';
import { epochMs, toIsoTime } from '../../../shared/domain/time.ts';

/** A lock as the data of a ledger entry. */
export function lockData(lock: LockRecord): JsonObject {
  return {
    id: lock.id,
    symbol: lock.symbol,
    holder_kind: lock.holder.kind,
    holder_id: lock.holder.id,
    reason: lock.reason,
    since: toIsoTime(lock.since),
  };
}

/** The lock of a ledger entry's data; undefined where the data is not one. */
export function lockOf(data: JsonObject): LockRecord | undefined {
  const { id, holder_id, reason } = data;
  if (typeof id !== 'string' || typeof holder_id !== 'string' || typeof reason !== 'string') return undefined;
  const symbol = typeof data.symbol === 'string' ? normalizeSymbol(data.symbol) : undefined;
  const since = typeof data.since === 'string' ? Date.parse(data.since) : Number.NaN;
  const kind = LOCK_HOLDER_KINDS.find((candidate) => candidate === data.holder_kind);
  if (
    !/^L-\d{1,15}$/.test(id) ||
    symbol === undefined ||
    kind === undefined ||
    !Number.isSafeInteger(since)
  ) {
    return undefined;
  }
  return { id, symbol, holder: { kind, id: holder_id }, reason, since: epochMs(since) };
}

/** 12 of `L-12`. */
export function lockNumber(id: string): number {
  return Number(id.slice(2));
}
