import { z } from 'zod';
import type { DeepReadonly } from '../../../shared/domain/deep-readonly.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import { listsSchema, universeSchema } from '../../../shared/domain/session-config/universe.ts';
import { nameSchema } from '../../../shared/domain/session-config/values.ts';
import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import { SKIP_REASONS } from '../scanners/scanner-environment.ts';

const symbol = z.custom<SymbolId>(
  (value) => typeof value === 'string' && normalizeSymbol(value) === value,
  'a canonical ticker',
);

const ofSymbol = z.strictObject({
  name: z.enum([
    'promote',
    'demote',
    'cancelPromotion',
    'retryLoads',
    'remove',
    'restore',
    'unlock',
    'closePosition',
  ]),
  symbol,
});

/** What was done to a session from outside of it, as it is kept. */
export const userCommandSchema = z.discriminatedUnion('name', [
  ofSymbol,
  z.strictObject({ name: z.literal('removeWhenReleased'), symbol, on: z.boolean() }),
  z.strictObject({ name: z.literal('lock'), symbol, reason: z.string() }),
  z.strictObject({
    name: z.literal('submitOrder'),
    symbol,
    side: z.enum(['buy', 'sell']),
    quantity: z.number(),
  }),
  z.strictObject({ name: z.literal('closeAllPositions') }),
  z.strictObject({ name: z.literal('watch'), universe: universeSchema, lists: listsSchema }),
  z.strictObject({
    name: z.literal('saveScanner'),
    scanner: scannerSchema,
    previous: nameSchema.nullable(),
    place: z.int().min(0).exactOptional(),
  }),
  z.strictObject({ name: z.literal('removeScanner'), scanner: nameSchema }),
  z.strictObject({ name: z.literal('enableScanner'), scanner: nameSchema, enabled: z.boolean() }),
  /** No user did this: a live market did not wait for a scan. It is kept so that what came of it can be repeated. */
  z.strictObject({
    name: z.literal('skippedScan'),
    scanner: nameSchema,
    due: z.number(),
    reason: z.enum(SKIP_REASONS),
  }),
]);

export type UserCommand = DeepReadonly<z.infer<typeof userCommandSchema>>;
