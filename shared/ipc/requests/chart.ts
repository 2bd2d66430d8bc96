import { z } from 'zod';
import type { PriceBasis } from '../../domain/bar.ts';
import { CHART_BARS, CHART_HITS, CHART_ID_PATTERN, type ChartData } from '../../domain/chart.ts';
import { date, doubles, hitSchema, instant, intervalSchema, symbolSchema } from '../schemas.ts';
import { done, QUICK, type RequestEntry } from './entry.ts';

const basis: z.ZodType<PriceBasis> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('raw') }),
  z.strictObject({ kind: z.literal('split_adjusted'), asOf: date }),
]);

const line = z.strictObject({
  key: z.string(),
  label: z.string(),
  name: z.string(),
  output: z.string(),
  pane: z.enum(['price', 'own']),
  range: z.tuple([z.number(), z.number()]).nullable(),
  values: doubles,
});

const data: z.ZodType<ChartData> = z.strictObject({
  symbol: symbolSchema,
  interval: intervalSchema,
  edition: z.int(),
  whole: z.boolean(),
  bars: z.strictObject({
    start: doubles,
    wallSeconds: doubles,
    open: doubles,
    high: doubles,
    low: doubles,
    close: doubles,
    volume: doubles,
  }),
  formingUntil: instant.nullable(),
  lines: z.array(line),
  sessionStarts: doubles,
  hits: z.array(hitSchema).max(CHART_HITS),
  source: z.string().nullable(),
  basis: basis.nullable(),
  intervals: z.array(intervalSchema),
  loading: z.boolean(),
  cause: z.string().nullable(),
});

const chartId = z.string().regex(CHART_ID_PATTERN);

const query = z.strictObject({
  chartId,
  symbol: symbolSchema,
  interval: intervalSchema,
  last: z.int().min(1).max(CHART_BARS),
  since: z.strictObject({ edition: z.int(), start: instant }).nullable(),
});

export const CHART_REQUESTS = {
  /** Bars and indicators of a chart; asked again, with `since`, whenever the symbol has news. */
  'chart.read': { args: query, value: data, deadlineMs: QUICK },
  /** The chart is gone: what was held for it is let go. */
  'chart.close': { args: z.strictObject({ chartId }), value: done, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
