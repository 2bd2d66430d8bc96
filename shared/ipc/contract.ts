import { z } from 'zod';
import type { Result } from '../domain/result.ts';
import type { EventName, RequestName } from './channels.ts';
import { deltaSchema, failureSchema, snapshotSchema, symbolSchema } from './schemas.ts';

/** Longest time in ms that a handler may take before the caller gets `deadline_exceeded`. */
const QUICK = 2_000;
/** A first snapshot waits for the session to be built. */
const SESSION_START = 60_000;

const nothing = z.undefined();
const done = z.null();
const bySymbol = z.strictObject({ symbol: symbolSchema });

interface RequestEntry {
  readonly args: z.ZodType;
  readonly value: z.ZodType;
  readonly deadlineMs: number;
}

/** What the window shows, as it counts it itself. */
const screenReport = z.strictObject({
  /** Rows of the universe grid. */
  rows: z.int().nonnegative(),
  /** Rows of the hits grid. */
  hits: z.int().nonnegative(),
  /** Content-security-policy reports and uncaught errors of the page. */
  problems: z.array(z.string().max(500)).max(20),
});
export type ScreenReport = z.infer<typeof screenReport>;

const productInfo = z.strictObject({
  version: z.string(),
  electron: z.string(),
  /** True where the window runs on the development runtime instead of the released one. */
  developmentRuntime: z.boolean(),
});
export type ProductInfo = z.infer<typeof productInfo>;

/** Every request: what goes in, what comes back where it succeeds, and how long it may take. */
export const REQUESTS = {
  'product.info': { args: nothing, value: productInfo, deadlineMs: QUICK },
  'session.snapshot': { args: nothing, value: snapshotSchema, deadlineMs: SESSION_START },
  'session.acknowledge': {
    args: z.strictObject({ seq: z.int().nonnegative() }),
    value: done,
    deadlineMs: QUICK,
  },
  'session.pause': { args: nothing, value: done, deadlineMs: QUICK },
  'session.resume': { args: nothing, value: done, deadlineMs: QUICK },
  'session.setSpeed': {
    args: z.strictObject({ speed: z.number().positive().max(10_000).nullable() }),
    value: done,
    deadlineMs: QUICK,
  },
  'symbol.promote': { args: bySymbol, value: z.boolean(), deadlineMs: QUICK },
  'symbol.demote': { args: bySymbol, value: z.boolean(), deadlineMs: QUICK },
  'symbol.remove': { args: bySymbol, value: z.boolean(), deadlineMs: QUICK },
  'symbol.lock': {
    args: z.strictObject({ symbol: symbolSchema, reason: z.string().min(1).max(200) }),
    value: z.boolean(),
    deadlineMs: QUICK,
  },
  'symbol.unlock': { args: bySymbol, value: z.boolean(), deadlineMs: QUICK },
  'renderer.report': { args: screenReport, value: done, deadlineMs: QUICK },
} as const satisfies Record<RequestName, RequestEntry>;

/** Every event and its payload. */
export const EVENTS = {
  'session.delta': deltaSchema,
} as const satisfies Record<EventName, z.ZodType>;

export type RequestArguments<Name extends RequestName> = z.infer<(typeof REQUESTS)[Name]['args']>;
export type RequestValue<Name extends RequestName> = z.infer<(typeof REQUESTS)[Name]['value']>;
export type EventPayload<Name extends EventName> = z.infer<(typeof EVENTS)[Name]>;

const replySchemas = new Map<RequestName, z.ZodType>();

/** Reads `{ok, value | error}` of a request; throws ZodError where the reply is neither. */
export function parseReply<Name extends RequestName>(name: Name, reply: unknown): Result<RequestValue<Name>> {
  const schema = replySchemas.get(name) ?? replySchema(name);
  replySchemas.set(name, schema);
  // The schema was made from this very name's entry; the map cannot carry that link in its type.
  return schema.parse(reply) as Result<RequestValue<Name>>;
}

function replySchema(name: RequestName): z.ZodType {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: REQUESTS[name].value }),
    z.strictObject({ ok: z.literal(false), error: failureSchema }),
  ]);
}
