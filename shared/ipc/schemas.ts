import { z } from 'zod';
import type { Hit } from '../domain/hit.ts';
import { INTERVALS, type Interval } from '../domain/interval.ts';
import { LOCK_HOLDER_KINDS, type LockRecord } from '../domain/lock.ts';
import { FILL_WINDOW, type TradingState } from '../domain/position.ts';
import type { PromotedRecord } from '../domain/promotion.ts';
import type { Failure } from '../domain/result.ts';
import { normalizeSymbol, type SymbolId } from '../domain/symbol.ts';
import { type EpochMs, isSessionDate, type SessionDate } from '../domain/time.ts';
import type { SessionDelta, SessionSnapshot, SymbolColumnFrame } from '../session/snapshot.ts';
import { SESSION_MODES, type SessionStatus } from '../session/status.ts';

export const instant = z.custom<EpochMs>((value) => Number.isSafeInteger(value), 'whole epoch milliseconds');
export const date = z.custom<SessionDate>(
  (value) => typeof value === 'string' && isSessionDate(value),
  'YYYY-MM-DD',
);
export const doubles = z.instanceof(Float64Array);
const bytes = z.instanceof(Uint8Array);
export const count = z.int().nonnegative();

/** A ticker that is canonical already; nothing is repaired on the wire. */
export const symbolSchema = z.custom<SymbolId>(isCanonical, 'a canonical ticker');

// Lists of a whole market are checked in one go: 10,000 checks of their own take tens of milliseconds.
const symbolList = z.custom<SymbolId[]>(
  (value) => Array.isArray(value) && value.every(isCanonical),
  'canonical tickers',
);
const sectorList = z.custom<(string | null)[]>(
  (value) => Array.isArray(value) && value.every((each) => each === null || typeof each === 'string'),
  'names of sectors, or null',
);

function isCanonical(value: unknown): value is SymbolId {
  return typeof value === 'string' && normalizeSymbol(value) === value;
}

export const intervalSchema = z.custom<Interval>(
  (value) => INTERVALS.some((interval) => interval === value),
  `one of ${INTERVALS.join(', ')}`,
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
  open: instant,
  close: instant,
  halfDay: z.boolean(),
  speed: z.number().positive().nullable(),
  symbolCount: count,
  watchedCount: count,
  promotedCount: count,
  lockedCount: count,
  hitCount: count,
  firstHitCount: count,
  barCount: count,
  rejectedRowCount: count,
  pendingLoads: count,
  hitsByTenMinutes: z.array(count).max(200),
  dataBytes: count,
  feed: z.enum(['connected', 'lost', 'stale', 'simulated', 'replay']),
  feedTime: instant.nullable(),
  warnings: z.array(z.string()),
});

export const hitSchema: z.ZodType<Hit> = z.strictObject({
  time: instant,
  symbol: symbolSchema,
  scanner: z.string(),
  first: z.boolean(),
  version: count,
  metadata: z.record(z.string(), z.number()),
  evidence: z.instanceof(Float64Array).exactOptional(),
  reason: z.string().max(200).exactOptional(),
  strength: z.number().nonnegative().exactOptional(),
  quiet: z.boolean().exactOptional(),
  heldBack: z.enum(['auto', 'max_promoted', 'max_per_scan']).exactOptional(),
  confidence: z
    .strictObject({ score: z.number().min(0).max(100), doubts: z.array(z.string()).max(20) })
    .exactOptional(),
  revisedAt: instant.exactOptional(),
});

const lock: z.ZodType<LockRecord> = z.strictObject({
  id: z.string(),
  symbol: symbolSchema,
  holder: z.strictObject({ kind: z.enum(LOCK_HOLDER_KINDS), id: z.string() }),
  reason: z.string(),
  since: instant,
});

const load = z.strictObject({
  interval: intervalSchema,
  state: z.enum(['waiting', 'loading', 'complete', 'short', 'failed']),
  got: count,
  asked: count,
  cause: z.string().nullable(),
  missing: z.array(z.strictObject({ from: date, to: date })),
});

const promotedRecord: z.ZodType<PromotedRecord> = z.strictObject({
  symbol: symbolSchema,
  since: instant,
  by: z.string(),
  bars: count,
  bytes: count,
  indicators: count,
  ready: count,
  loads: z.array(load),
});

const position = z.strictObject({
  id: z.string(),
  symbol: symbolSchema,
  quantity: z.number(),
  averagePrice: z.number(),
  realizedProfit: z.number(),
  openedAt: instant,
});

const order = z.strictObject({
  id: z.string(),
  symbol: symbolSchema,
  quantity: z.number(),
  placed: instant,
});

const fill = z.strictObject({
  orderId: z.string(),
  positionId: z.string(),
  symbol: symbolSchema,
  quantity: z.number(),
  price: z.number(),
  time: instant,
});

const trading: z.ZodType<TradingState> = z.strictObject({
  positions: z.array(position),
  orders: z.array(order),
  fills: z.array(fill).max(FILL_WINDOW),
  cash: z.number(),
  realizedProfit: z.number(),
});

const columns: z.ZodType<SymbolColumnFrame> = z.strictObject({
  last: doubles,
  previousClose: doubles,
  volume: doubles,
  lastBarEnd: doubles,
  hitCount: doubles,
  lastHitTime: doubles,
  relativeVolume: doubles,
  loaded: doubles,
  state: bytes,
  flags: bytes,
  source: bytes,
});

export const snapshotSchema: z.ZodType<SessionSnapshot> = z.strictObject({
  seq: count,
  status: statusSchema,
  symbols: symbolList,
  sectors: sectorList,
  columns,
  sources: z.array(z.string()),
  hits: z.array(hitSchema),
  locks: z.array(lock),
  promoted: z.array(promotedRecord),
  trading,
});

export const deltaSchema: z.ZodType<SessionDelta> = z.strictObject({
  seq: count,
  status: statusSchema,
  addedSymbols: symbolList,
  addedSectors: sectorList,
  rows: z.instanceof(Uint32Array),
  columns,
  newHits: z.array(hitSchema),
  revisedHits: z.array(z.strictObject({ index: count, hit: hitSchema })),
  locks: z.array(lock).nullable(),
  promoted: z.array(promotedRecord).nullable(),
  trading: trading.nullable(),
});
