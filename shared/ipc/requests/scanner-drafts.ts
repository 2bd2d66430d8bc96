import { z } from 'zod';
import { scannerSchema } from '../../domain/session-config/scanners.ts';
import { RULE_UNITS } from '../../rules/checked-rule.ts';
import type { FunnelStage } from '../../rules/insight.ts';
import type { RuleProblem, Span } from '../../rules/syntax.ts';
import {
  DRAFT_DIFFERENCES,
  DRAFT_HITS,
  DRAFT_MATCHES,
  DRAFT_SESSIONS,
  DRAFT_SIDES,
  type DraftCondition,
  type DraftProgress,
  type DraftTest,
  type DraftTrial,
  type TestedSession,
  type TriedScanner,
} from '../../session/scanner-draft.ts';
import { count, date, doubles, instant, symbolSchema } from '../schemas.ts';
import { COMMAND, done, nothing, QUICK, type RequestEntry } from './entry.ts';

/** A scanner of the config; its name may be half typed, and takes no part in what it does. */
const scanner = scannerSchema.extend({ name: z.string().max(200) });
const id = count;

const span: z.ZodType<Span> = z.strictObject({ from: count, to: count });
const problem: z.ZodType<RuleProblem> = z.strictObject({
  span,
  message: z.string(),
  fix: z.strictObject({ title: z.string(), span, replacement: z.string() }).exactOptional(),
});
const refused = z.strictObject({
  kind: z.literal('refused'),
  side: z.enum(DRAFT_SIDES),
  problems: z.array(problem),
  message: z.string(),
});

export const stage: z.ZodType<FunnelStage> = z.strictObject({
  text: z.string(),
  span,
  passed: count,
  failed: count,
  unknown: count,
});
const condition: z.ZodType<DraftCondition> = z.strictObject({
  text: z.string(),
  span,
  unit: z.enum(RULE_UNITS),
  operator: z.enum(['>', '>=', '<', '<=', '=', '!=']),
  threshold: z.number(),
  thresholdSpan: span.nullable(),
  passing: count,
  failing: count,
  unknown: count,
  least: z.number().nullable(),
  most: z.number().nullable(),
});
const hit = { symbol: symbolSchema, time: instant, figures: z.record(z.string(), z.number()) };
const difference = z.strictObject({ ...hit, why: z.string() });
const tried: z.ZodType<TriedScanner> = z.strictObject({
  scans: count,
  matchCount: count,
  matches: z
    .array(
      z.strictObject({
        symbol: symbolSchema,
        last: z.number().nullable(),
        values: z.array(z.number().nullable()),
        isNew: z.boolean(),
      }),
    )
    .max(DRAFT_MATCHES),
  unknown: count,
  hitCount: count,
  hits: z.array(z.strictObject(hit)).max(DRAFT_HITS),
  funnel: z.array(stage),
  conditions: z.array(condition),
  error: z.string().nullable(),
});
const trial: z.ZodType<DraftTrial> = z.discriminatedUnion('kind', [
  refused,
  z.strictObject({
    kind: z.literal('tried'),
    id,
    sessionDate: date,
    at: instant,
    symbols: count,
    tookMs: z.number().nonnegative(),
    draft: tried,
    saved: tried.nullable(),
    gained: z.array(difference).max(DRAFT_DIFFERENCES),
    gainedCount: count,
    lost: z.array(difference).max(DRAFT_DIFFERENCES),
    lostCount: count,
    provisions: z.array(
      z.strictObject({
        key: z.string(),
        bars: count,
        reason: z.string(),
        ready: count,
        of: count,
        cause: z.string().nullable(),
      }),
    ),
  }),
]);

const session: z.ZodType<TestedSession> = z.strictObject({
  date,
  draft: count,
  saved: count.nullable(),
  gained: count,
  lost: count,
  hits: z.array(z.strictObject({ ...hit, side: z.enum(['both', 'gained', 'lost']) })).max(DRAFT_DIFFERENCES),
});
const test: z.ZodType<DraftTest> = z.discriminatedUnion('kind', [
  refused,
  z.strictObject({
    kind: z.literal('tested'),
    id,
    tookMs: z.number().nonnegative(),
    sessions: z.array(session).max(DRAFT_SESSIONS),
    symbolCount: count,
    symbols: z
      .array(z.strictObject({ symbol: symbolSchema, draft: count, saved: count }))
      .max(DRAFT_DIFFERENCES),
  }),
]);

const values: z.ZodType<{ readonly values: Float64Array }> = z.strictObject({ values: doubles });

/** How far a trial is, as an event. */
export const draftProgressSchema: z.ZodType<DraftProgress> = z.strictObject({
  id,
  done: z.number().nonnegative(),
  of: z.number().nonnegative(),
  words: z.string(),
});

/** What is tried: the draft, and the saved scanner that it would take the place of. */
const question = { id, draft: scanner, saved: scanner.nullable() };

/**
 * Trying a scanner that is being written, on the data of the open session and without touching it. One thing is
 * tried at a time: what is asked later takes the place of what is under way, which then fails as `superseded`.
 * `id` is the caller's own, and tells the answers apart.
 */
export const SCANNER_DRAFT_REQUESTS = {
  /** The session date up to now. Problems of the rule are values; `draft_failed` where the trial itself broke. */
  'scanner.tryDraft': { args: z.strictObject(question), value: trial, deadlineMs: COMMAND },
  /** The last sessions, the present one up to now among them. */
  'scanner.testDraft': {
    args: z.strictObject({ ...question, sessions: count.min(1).max(DRAFT_SESSIONS) }),
    value: test,
    deadlineMs: COMMAND,
  },
  /**
   * The known values of one condition of the newest trial, ascending: counts at any threshold are exact by a
   * binary search. A request each, since a market's are 80 KB. Empty where the trial is not the newest.
   */
  'scanner.draftValues': {
    args: z.strictObject({ id, side: z.enum(DRAFT_SIDES), condition: count }),
    value: values,
    deadlineMs: QUICK,
  },
  /** Gives up what is under way: who asked for it gets `cancelled`. */
  'scanner.stopDraft': { args: nothing, value: done, deadlineMs: QUICK },
  /** Nothing is being written any more: the thread, and what it remembers, are let go. */
  'scanner.closeDrafts': { args: nothing, value: done, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
