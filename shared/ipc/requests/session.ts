import { z } from 'zod';
import { scannerSchema } from '../../domain/session-config/scanners.ts';
import type { LogEntry, QualityRecord, ScannerRecord } from '../../session/activity.ts';
import { HIT_WINDOW } from '../../session/snapshot.ts';
import { count, hitSchema, instant, snapshotSchema, symbolSchema } from '../schemas.ts';
import { done, nothing, QUICK, type RequestEntry, SLOW } from './entry.ts';

const logEntry: z.ZodType<LogEntry> = z.strictObject({
  number: count,
  time: instant,
  wallTime: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  source: z.string(),
  symbol: symbolSchema.nullable(),
  message: z.string(),
});

const scannerRecord: z.ZodType<ScannerRecord> = z.strictObject({
  name: z.string(),
  kind: z.string(),
  state: z.enum(['active', 'disabled', 'failed']),
  schedule: z.string(),
  config: scannerSchema,
  version: count,
  savedAt: instant.nullable(),
  hitsToday: count,
  hits: count,
  firsts: count,
  runs: count,
  doneToday: count,
  dueToday: count,
  errors: count,
  skipped: count,
  lastSkip: z.string().nullable(),
  unknown: count.nullable(),
  costP50Ms: z.number().nullable(),
  costP95Ms: z.number().nullable(),
  lastRun: instant.nullable(),
  nextRun: instant.nullable(),
  lastError: z.string().nullable(),
});

const qualityRecord: z.ZodType<QualityRecord> = z.strictObject({
  severity: z.enum(['warning', 'error']),
  kind: z.enum(['rejected', 'quarantined', 'revised', 'missing', 'feed']),
  symbol: symbolSchema.nullable(),
  count,
  first: instant.nullable(),
  last: instant.nullable(),
  evidence: z.string(),
  action: z.string(),
});

/** The session as a whole. Every request answers `no_session` where none is open. */
export const SESSION_REQUESTS = {
  'session.snapshot': { args: nothing, value: snapshotSchema, deadlineMs: SLOW },
  'session.acknowledge': { args: z.strictObject({ seq: count }), value: done, deadlineMs: QUICK },
  'session.pause': { args: nothing, value: done, deadlineMs: QUICK },
  'session.resume': { args: nothing, value: done, deadlineMs: QUICK },
  'session.setSpeed': {
    args: z.strictObject({ speed: z.number().positive().max(10_000).nullable() }),
    value: done,
    deadlineMs: QUICK,
  },
  /** Plays up to the next bar boundary, then pauses. */
  'session.step': { args: nothing, value: done, deadlineMs: QUICK },
  /** Plays as fast as it can up to the next first hit, then pauses; asks no more than once at a time. */
  'session.nextHit': { args: nothing, value: done, deadlineMs: QUICK },
  /** Log entries with a number above `after`, oldest first; at most 1,000, the newest. */
  'session.log': {
    args: z.strictObject({ after: count }),
    value: z.array(logEntry).max(1_000),
    deadlineMs: QUICK,
  },
  'session.scanners': { args: nothing, value: z.array(scannerRecord), deadlineMs: QUICK },
  /** At most 1,000, the worst and newest first. */
  'session.quality': { args: nothing, value: z.array(qualityRecord).max(1_000), deadlineMs: QUICK },
  /**
   * The oldest kept hits of the run from the one at `from` on, which counts from 0 over the whole run.
   * `from` of the answer is the place of its first hit: higher than asked where older ones are not kept.
   */
  'session.hits': {
    args: z.strictObject({ from: count, limit: count.min(1).max(HIT_WINDOW) }),
    value: z.strictObject({ from: count, hits: z.array(hitSchema).max(HIT_WINDOW) }),
    deadlineMs: QUICK,
  },
} as const satisfies Record<string, RequestEntry>;
