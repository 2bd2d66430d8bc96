import { z } from 'zod';
import type { Hit } from '../domain/hit.ts';
import { LOCK_HOLDER_KINDS, type LockRecord } from '../domain/lock.ts';
import type { Failure } from '../domain/result.ts';
import { normalizeSymbol, type SymbolId } from '../domain/symbol.ts';
import { type EpochMs, isSessionDate, type SessionDate } from '../domain/time.ts';
import type { SessionDelta, SessionSnapshot, SymbolColumnFrame } from '../session/snapshot.ts';
import { SESSION_MODES, type SessionStatus } from '../session/status.ts';

const instant = z.custom<EpochMs>((value) => Number.isSafeInteger(value), 'whole epoch milliseconds');
const date = z.custom<SessionDate>(
  (value) => typeof value === 'string' && isSessionDate(value),
  'YYYY-MM-DD',
);
const doubles = z.instanceof(Float64Array);
const bytes = z.instanceof(Uint8Array);
const count = z.int().nonnegative();

/** A ticker that is canonical already; nothing is repaired on the wire. */
export const symbolSchema = z.custom<SymbolId>(
  (value) => typeof value === 'string' && normalizeSymbol(value) === value,
  'a canonical ticker',
);

export const failureSchema: z.ZodType<Failure> = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
});

const statusSchema: z.ZodType<SessionStatus> = z.strictObject({
  mode: z.enum(SESSION_MODES),
  sessionName: z.string(),
  seed: z.number().nullable(),
  runState: z.enum(['starting', 'loading', 'running', 'paused', 'ended', 'failed']),
  failure: z.string().nullable(),
  now: instant,
  wallTime: z.string(),
  sessionDate: date,
  phase: z.enum(['pre', 'regular', 'post', 'closed']),
  speed: z.number().positive().nullable(),
  symbolCount: count,
  promotedCount: count,
  lockedCount: count,
  hitCount: count,
  barCount: count,
  rejectedRowCount: count,
  pendingLoads: count,
  feed: z.enum(['connected', 'lost', 'simulated', 'replay']),
  warnings: z.array(z.string()),
});

const hit: z.ZodType<Hit> = z.strictObject({
  time: instant,
  symbol: symbolSchema,
  scanner: z.string(),
  first: z.boolean(),
  metadata: z.record(z.string(), z.number()),
  heldBack: z.enum(['auto', 'max_promoted', 'max_per_scan']).exactOptional(),
});

const lock: z.ZodType<LockRecord> = z.strictObject({
  id: z.string(),
  symbol: symbolSchema,
  holder: z.strictObject({ kind: z.enum(LOCK_HOLDER_KINDS), id: z.string() }),
  reason: z.string(),
  since: instant,
});

const columns: z.ZodType<SymbolColumnFrame> = z.strictObject({
  last: doubles,
  previousClose: doubles,
  volume: doubles,
  lastBarEnd: doubles,
  hitCount: doubles,
  lastHitTime: doubles,
  state: bytes,
  flags: bytes,
});

export const snapshotSchema: z.ZodType<SessionSnapshot> = z.strictObject({
  seq: count,
  status: statusSchema,
  symbols: z.array(symbolSchema),
  sectors: z.array(z.string().nullable()),
  columns,
  hits: z.array(hit),
  locks: z.array(lock),
});

export const deltaSchema: z.ZodType<SessionDelta> = z.strictObject({
  seq: count,
  status: statusSchema,
  addedSymbols: z.array(symbolSchema),
  addedSectors: z.array(z.string().nullable()),
  rows: z.instanceof(Uint32Array),
  columns,
  newHits: z.array(hit),
  locks: z.array(lock).nullable(),
});
