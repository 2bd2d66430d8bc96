import { z } from 'zod';
import type { PromotionPreview } from '../../domain/promotion.ts';
import { count, date, doubles, intervalSchema, symbolSchema } from '../schemas.ts';
import { COMMAND, QUICK, type RequestEntry } from './entry.ts';

const bySymbol = z.strictObject({ symbol: symbolSchema });

/** The most symbols that one preview may take. */
export const PREVIEW_SYMBOLS = 100;
/** Rows of sparklines that one request may ask for, and closes in each. */
export const SPARK_ROWS = 200;
export const SPARK_BARS = 60;

const preview: z.ZodType<PromotionPreview> = z.strictObject({
  symbols: z.array(
    z.strictObject({
      symbol: symbolSchema,
      reason: z.string().nullable(),
      fetch: count,
      held: count,
      indicators: count,
      ready: count,
      refusal: z.string().nullable(),
      alreadyPromoted: z.boolean(),
    }),
  ),
  loads: z.array(
    z.strictObject({
      interval: intervalSchema,
      source: z.string().nullable(),
      derivedFrom: intervalSchema.nullable(),
      from: date.nullable(),
      to: date.nullable(),
      fetch: count,
      held: count,
      requests: count,
    }),
  ),
  requests: count,
  fetch: count,
  held: count,
  addedBytes: count,
  usedBytes: count,
  seconds: z.number().nonnegative().nullable(),
  indicatorKeys: z.array(z.string()),
  warnings: z.array(z.string()),
  budgets: z.array(
    z.strictObject({
      source: z.string(),
      requestsPerMinute: z.number().positive(),
      left: count,
      requests: count,
      seconds: z.number().nonnegative(),
    }),
  ),
  promotedNow: count,
  maxPromoted: count,
});

const closes: z.ZodType<Float64Array> = doubles;

/** Requests about symbols; `true` where something changed. Refusals are failures with their cause. */
export const SYMBOL_REQUESTS = {
  /** What promoting would cost; changes nothing. */
  'symbol.previewPromotion': {
    args: z.strictObject({ symbols: z.array(symbolSchema).min(1).max(PREVIEW_SYMBOLS) }),
    value: preview,
    deadlineMs: QUICK,
  },
  'symbol.promote': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  'symbol.demote': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  /** Ends a promotion, at once while it loads. */
  'symbol.cancelPromotion': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  /** Asks again for the bars that did not come; `false` where none is missing. */
  'symbol.retryLoads': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  'symbol.remove': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  /** Takes back a removal by the user: the symbol is screened again. */
  'symbol.restore': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  /** Removes a locked symbol as soon as its last holder lets go; `on: false` takes that back. */
  'symbol.removeWhenReleased': {
    args: z.strictObject({ symbol: symbolSchema, on: z.boolean() }),
    value: z.boolean(),
    deadlineMs: COMMAND,
  },
  'symbol.lock': {
    args: z.strictObject({ symbol: symbolSchema, reason: z.string().min(1).max(200) }),
    value: z.boolean(),
    deadlineMs: COMMAND,
  },
  'symbol.unlock': { args: bySymbol, value: z.boolean(), deadlineMs: COMMAND },
  /**
   * Closes of the newest bars: SPARK_BARS doubles a symbol in the order asked for,
   * right-aligned, NaN in front where there are fewer.
   */
  'symbol.sparks': {
    args: z.strictObject({ symbols: z.array(symbolSchema).max(SPARK_ROWS) }),
    value: closes,
    deadlineMs: QUICK,
  },
} as const satisfies Record<string, RequestEntry>;
