import { z } from 'zod';
import { INTERVALS, isIntraday } from '../interval.ts';
import type { JsonObject } from '../json.ts';
import { normalizeSymbol } from '../symbol.ts';
import { isSessionDate } from '../time.ts';

/*
 * The leaves of the session config. The error text of every leaf says what is
 * ALLOWED, not what went wrong: the reader of the file prints it after the value.
 */

const DATE_ALLOWED = 'a real day as YYYY-MM-DD';

export const dateSchema = z
  .string()
  .refine(isSessionDate, DATE_ALLOWED)
  .meta({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, YYYY-MM-DD.' });

const SYMBOL_ALLOWED = 'a ticker of 1-8 letters or digits, optionally a share class after a dot (BRK.B)';

/** Any spelling of a ticker (`brk-b`); the parsed value is canonical (`BRK.B`). */
export const symbolSchema = z
  .string()
  .transform((text, context) => {
    const symbol = normalizeSymbol(text);
    if (symbol === undefined) {
      context.issues.push({ code: 'custom', message: SYMBOL_ALLOWED, input: text });
      return z.NEVER;
    }
    return symbol;
  })
  .meta({ description: 'A ticker; share classes after a dot: BRK.B.' });

export const intervalSchema = z.enum(INTERVALS);

const INTRADAY_INTERVALS = INTERVALS.filter(isIntraday);
export const intradayIntervalSchema = z.enum(INTRADAY_INTERVALS);

const WALL_TIME = '([01]\\d|2[0-3]):[0-5]\\d';

export const wallTimeSchema = z
  .string()
  .regex(new RegExp(`^${WALL_TIME}$`), 'a time of the exchange as HH:MM, 00:00 to 23:59')
  .meta({ description: 'Wall time of the exchange, HH:MM.' });

const SCHEDULE_TIME_ALLOWED =
  'HH:MM in exchange time, "open", "close", or minutes from them: "open+5m", "close-5m"';

export const scheduleTimeSchema = z
  .string(SCHEDULE_TIME_ALLOWED)
  .regex(new RegExp(`^(${WALL_TIME}|(open|close)([+-][1-9]\\d{0,2}m)?)$`), SCHEDULE_TIME_ALLOWED)
  .meta({
    description: 'HH:MM in exchange time, or relative to the session: open, close, open+5m, close-5m.',
  });

/** Names that people give: they appear in hits, logs and menus. */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9 _.-]{0,62}[A-Za-z0-9_.-])?$/,
    '1-64 letters, digits, spaces, "_", "." or "-", beginning with a letter or a digit',
  );

/** Names that the program gives: kinds, indicators, parameters, figures of a hit. */
export const identifierSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'a lower-case name of letters, digits and "_", as in gap_percent');

/** A path that stays inside the data folder on every system. */
export const relativePathSchema = z
  .string()
  .max(1_000)
  .refine(
    isInsidePath,
    'a path relative to the data folder, with forward slashes and without ".." (lean/Data)',
  )
  .meta({ description: 'Relative to the data folder, with forward slashes.' });

function isInsidePath(path: string): boolean {
  if (/[\\:\p{Cc}]/u.test(path) || path.startsWith('/')) return false;
  return path.length > 0 && !path.split('/').includes('..');
}

/** Settings that their owner checks later. */
export const jsonObjectSchema: z.ZodType<JsonObject, JsonObject> = z.record(z.string(), z.json());
