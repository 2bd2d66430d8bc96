import { z } from 'zod';
import { count, symbolSchema } from '../schemas.ts';
import { COMMAND, nothing, type RequestEntry } from './entry.ts';

/** The most shares that one order may take. */
export const ORDER_SHARES = 1_000_000;

/** Paper orders. The value is the order's id. */
export const TRADING_REQUESTS = {
  /** A market order, filled at the next bar's open. */
  'order.submit': {
    args: z.strictObject({
      symbol: symbolSchema,
      side: z.enum(['buy', 'sell']),
      quantity: z.int().min(1).max(ORDER_SHARES),
    }),
    value: z.string(),
    deadlineMs: COMMAND,
  },
  /** Closes what is held with a market order; refused as `no_position` where nothing is. */
  'position.close': {
    args: z.strictObject({ symbol: symbolSchema }),
    value: z.string(),
    deadlineMs: COMMAND,
  },
  /** Closes every position; the value is how many orders were placed. */
  'position.closeAll': { args: nothing, value: count, deadlineMs: COMMAND },
} as const satisfies Record<string, RequestEntry>;
