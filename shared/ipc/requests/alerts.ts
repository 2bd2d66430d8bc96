import { z } from 'zod';
import { instant, symbolSchema } from '../schemas.ts';
import { done, QUICK, type RequestEntry } from './entry.ts';

/** The hit that a notification is about. */
export const alertOpenedSchema = z.strictObject({ symbol: symbolSchema, time: instant });

/** Alerts outside of the window. */
export const ALERT_REQUESTS = {
  /** Shows a notification of the system, unless the window has the focus; pressing it tells `alert.opened`. */
  'alert.notify': {
    args: z.strictObject({
      title: z.string().min(1).max(100),
      body: z.string().max(300),
      symbol: symbolSchema,
      time: instant,
    }),
    value: done,
    deadlineMs: QUICK,
  },
} as const satisfies Record<string, RequestEntry>;
