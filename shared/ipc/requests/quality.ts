import { z } from 'zod';
import {
  DATA_STATES,
  type DayQuality,
  GAP_KINDS,
  type GapRange,
  type IntervalQuality,
  QUALITY_PAGE_ROWS,
  QUALITY_SCOPES,
  type QualityPage,
  type SessionQuality,
  type SymbolQuality,
} from '../../session/quality.ts';
import { count, date, instant, intervalSchema, symbolSchema } from '../schemas.ts';
import { QUICK, type RequestEntry } from './entry.ts';

const counts = {
  expected: count,
  got: count,
  quiet: count,
  halted: count,
  lost: count,
  duplicates: count,
  revised: count,
  rejected: count,
  late: count,
};
const score = z.number().min(0).max(100).nullable();

const gap: z.ZodType<GapRange> = z.strictObject({
  from: instant,
  to: instant,
  bars: count,
  kind: z.enum(GAP_KINDS),
});

const interval: z.ZodType<IntervalQuality> = z.strictObject({
  interval: intervalSchema,
  kept: z.boolean(),
  score,
  sessions: count,
  ...counts,
});

const symbolQuality: z.ZodType<SymbolQuality> = z.strictObject({
  symbol: symbolSchema,
  state: z.enum(DATA_STATES),
  promoted: z.boolean(),
  score,
  intervals: z.array(interval),
  lastGap: gap.nullable(),
  strip: z.string().max(100),
  ...counts,
});

const session: z.ZodType<SessionQuality> = z.strictObject({
  date,
  score,
  symbols: count,
  withGaps: count,
  ...counts,
});

const page: z.ZodType<QualityPage> = z.strictObject({
  total: count,
  rows: z.array(symbolQuality).max(QUALITY_PAGE_ROWS),
  session,
});

/** Sessions that one look at a symbol may show, and gaps of each. */
const QUALITY_DAYS = 60;
export const QUALITY_DAY_GAPS = 50;

const day: z.ZodType<DayQuality> = z.strictObject({
  date,
  score,
  gaps: z.array(gap).max(QUALITY_DAY_GAPS),
  ...counts,
});

/** How good the session's data is. Every request answers `no_session` where none is open. */
export const QUALITY_REQUESTS = {
  /** Symbols of whose data anything is held: the worst first, the first rows of those that pass. */
  'quality.symbols': {
    args: z.strictObject({ scope: z.enum(QUALITY_SCOPES), text: z.string().max(16) }),
    value: page,
    deadlineMs: QUICK,
  },
  /** One symbol's newest sessions by interval, each oldest first; the newest gaps of each. */
  'quality.days': {
    args: z.strictObject({ symbol: symbolSchema, sessions: count.min(1).max(QUALITY_DAYS) }),
    value: z.array(z.strictObject({ interval: intervalSchema, days: z.array(day).max(QUALITY_DAYS) })),
    deadlineMs: QUICK,
  },
} as const satisfies Record<string, RequestEntry>;
