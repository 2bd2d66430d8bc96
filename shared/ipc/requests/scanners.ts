import { z } from 'zod';
import { scannerSchema } from '../../domain/session-config/scanners.ts';
import { nameSchema } from '../../domain/session-config/values.ts';
import type { ScannerConfig } from '../../domain/session-config.ts';
import type { ScannerTemplate } from '../../rules/scanner-library.ts';
import { count } from '../schemas.ts';
import { COMMAND, nothing, QUICK, type RequestEntry } from './entry.ts';

const placed: z.ZodType<{ readonly scanner: ScannerConfig; readonly place: number }> = z.strictObject({
  scanner: scannerSchema,
  place: count,
});

const template: z.ZodType<ScannerTemplate> = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  scanner: scannerSchema,
});

/** Changes of the session's scanners. Every request answers `no_session` where none is open. */
export const SCANNER_REQUESTS = {
  /**
   * Takes a scanner in: a new one where `previous` is null, otherwise in place of the one of that name. `place`
   * is its place among the scanners; at the end, or where the one before stood, where absent.
   */
  'scanner.save': {
    args: z.strictObject({
      scanner: scannerSchema,
      previous: nameSchema.nullable(),
      place: count.exactOptional(),
    }),
    value: z.strictObject({ version: count, place: count }),
    deadlineMs: COMMAND,
  },
  /** Answers the scanner and its place, for the way back. */
  'scanner.remove': {
    args: z.strictObject({ name: nameSchema }),
    value: placed,
    deadlineMs: COMMAND,
  },
  /** Switches a scanner on or off; on again too where it has stopped after errors. */
  'scanner.enable': {
    args: z.strictObject({ name: nameSchema, enabled: z.boolean() }),
    value: z.strictObject({ changed: z.boolean() }),
    deadlineMs: COMMAND,
  },
  /** The program's own scanners, to be copied. */
  'scanner.library': { args: nothing, value: z.array(template), deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
