import { z } from 'zod';
import type { DeepReadonly } from '../../../shared/domain/deep-readonly.ts';
import { listsSchema, universeSchema } from '../../../shared/domain/session-config/universe.ts';
import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';

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

/** What a user did to a session, as it is kept. */
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
]);

export type UserCommand = DeepReadonly<z.infer<typeof userCommandSchema>>;
