import { z } from 'zod';
import type { Result } from '../domain/result.ts';
import type { EventName, RequestName } from './channels.ts';
import { ALERT_REQUESTS, alertOpenedSchema } from './requests/alerts.ts';
import { CHART_REQUESTS } from './requests/chart.ts';
import type { RequestEntry } from './requests/entry.ts';
import { HIT_REQUESTS } from './requests/hits.ts';
import { HOME_REQUESTS, openingSchema } from './requests/home.ts';
import { IMPORT_REQUESTS, importProgressSchema } from './requests/import.ts';
import { PRODUCT_REQUESTS } from './requests/product.ts';
import { QUALITY_REQUESTS } from './requests/quality.ts';
import { SCANNER_CATALOGUE_REQUESTS } from './requests/scanner-catalogue.ts';
import { draftProgressSchema, SCANNER_DRAFT_REQUESTS } from './requests/scanner-drafts.ts';
import { SCANNER_REQUESTS } from './requests/scanners.ts';
import { SCRIPT_REQUESTS } from './requests/scripts.ts';
import { SESSION_REQUESTS } from './requests/session.ts';
import { SYMBOL_REQUESTS } from './requests/symbol.ts';
import { TRADING_REQUESTS } from './requests/trading.ts';
import { UNIVERSE_REQUESTS } from './requests/universe.ts';
import { count, deltaSchema, failureSchema } from './schemas.ts';

/** Every request: what goes in, what comes back where it succeeds, and how long it may take. */
export const REQUESTS = {
  ...PRODUCT_REQUESTS,
  ...HOME_REQUESTS,
  ...IMPORT_REQUESTS,
  ...SESSION_REQUESTS,
  ...QUALITY_REQUESTS,
  ...SYMBOL_REQUESTS,
  ...HIT_REQUESTS,
  ...ALERT_REQUESTS,
  ...UNIVERSE_REQUESTS,
  ...SCANNER_REQUESTS,
  ...SCANNER_CATALOGUE_REQUESTS,
  ...SCANNER_DRAFT_REQUESTS,
  ...SCRIPT_REQUESTS,
  ...CHART_REQUESTS,
  ...TRADING_REQUESTS,
} as const satisfies Record<RequestName, RequestEntry>;

/** Every event and its payload. */
export const EVENTS = {
  'session.delta': deltaSchema,
  /** Another session is open now, or none, or one could not be opened where none is: ask for the home state and a snapshot. */
  'session.changed': z.strictObject({ open: z.boolean() }),
  /** A session is being opened, and how far it is; null when that is over, however it ended. */
  'home.opening': z.strictObject({ opening: openingSchema }),
  /** A folder is being read: files so far, and of how many where that is known. */
  'home.progress': z.strictObject({ files: count, of: count.nullable() }),
  /** An import reads or writes, and how far it is. */
  'import.progress': importProgressSchema,
  /** A scanner that is being written is tried, and how far that is. */
  'scanner.draftProgress': draftProgressSchema,
  /** The user has pressed a notification of the system. */
  'alert.opened': alertOpenedSchema,
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
