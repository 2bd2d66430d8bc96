import { z } from 'zod';
import { RULE_UNITS } from '../../rules/checked-rule.ts';
import type { BarsUsed, EvidenceCondition, EvidenceNode } from '../../rules/evidence.ts';
import type { Funnel, HitExplanation, NearMisses, WhyNot } from '../../session/hit-explanation.ts';
import { count, instant, intervalSchema, symbolSchema } from '../schemas.ts';
import { QUICK, type RequestEntry, SLOW } from './entry.ts';
import { stage } from './scanner-drafts.ts';

/** Most misses that one answer holds. */
const MISSES_LIMIT = 20;

const scanner = z.string().min(1).max(200);
const truth = z.boolean().nullable();

const condition: z.ZodType<EvidenceCondition> = z.strictObject({
  kind: z.literal('condition'),
  text: z.string(),
  truth,
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  needs: z.string(),
  unit: z.enum(RULE_UNITS),
  margin: z.number().nullable(),
  unknownBecause: z.string().nullable(),
  parts: z.array(
    z.strictObject({ text: z.string(), value: z.number().nullable(), unit: z.enum(RULE_UNITS) }),
  ),
});
const tree: z.ZodType<EvidenceNode> = z.lazy(() =>
  z.union([condition, z.strictObject({ kind: z.enum(['all', 'any', 'not']), truth, of: z.array(tree) })]),
);
const bars: z.ZodType<BarsUsed> = z.strictObject({
  interval: intervalSchema,
  bars: count,
  from: instant,
  to: instant,
});

const explanation: z.ZodType<HitExplanation> = z.strictObject({
  hit: count,
  tree: tree.nullable(),
  match: count,
  confidence: z
    .strictObject({ score: z.number().min(0).max(100), doubts: z.array(z.string()).max(20) })
    .nullable(),
  bars: z.array(bars),
  current: z.boolean(),
});
const whyNot: z.ZodType<WhyNot> = z.strictObject({
  symbol: symbolSchema,
  time: instant,
  tree,
  bars: z.array(bars),
  watched: z.boolean(),
});
const misses: z.ZodType<NearMisses> = z.strictObject({
  time: instant,
  symbols: count,
  misses: z.array(z.strictObject({ symbol: symbolSchema, condition })).max(MISSES_LIMIT),
});
const funnel: z.ZodType<Funnel> = z.strictObject({ time: instant, symbols: count, stages: z.array(stage) });

/** Why symbols hit, and why others do not. Every request answers `no_session` where none is open. */
export const HIT_REQUESTS = {
  /** A hit by its place in the run; `hit_gone` where it is not kept any more. */
  'hit.explain': { args: z.strictObject({ hit: count }), value: explanation, deadlineMs: QUICK },
  /** What a scanner says of a symbol as of now; `scanner_off`, `not_explained` where it says nothing. */
  'scanner.whyNot': {
    args: z.strictObject({ scanner, symbol: symbolSchema }),
    value: whyNot,
    deadlineMs: QUICK,
  },
  'scanner.nearMisses': {
    args: z.strictObject({ scanner, limit: count.min(1).max(MISSES_LIMIT) }),
    value: misses,
    deadlineMs: SLOW,
  },
  'scanner.funnel': { args: z.strictObject({ scanner }), value: funnel, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
