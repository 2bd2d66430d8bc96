import { z } from 'zod';
import {
  identifierSchema,
  intradayIntervalSchema,
  jsonObjectSchema,
  nameSchema,
  scheduleTimeSchema,
} from './values.ts';

const DAYS_OF_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const daysSchema = z
  .array(z.enum(DAYS_OF_WEEK))
  .min(1)
  .describe('Days of the week on which it runs; every session where absent.');

const windowSchema = z
  .strictObject({
    start: scheduleTimeSchema,
    end: scheduleTimeSchema,
    interval: intradayIntervalSchema.describe('Time between two scans.'),
    days: daysSchema.exactOptional(),
  })
  .describe('Scans from start to end, both inclusive. On half days it ends with the session.');

const momentSchema = z
  .strictObject({ at: scheduleTimeSchema, days: daysSchema.exactOptional() })
  .describe('One scan a session.');

const everyBarSchema = z
  .strictObject({
    every: intradayIntervalSchema.describe('Bars whose ends it waits for.'),
    days: daysSchema.exactOptional(),
  })
  .describe('One scan at the end of each bar of the regular session, the last one at the close.');

const scheduleEntrySchema = z.union(
  [windowSchema, momentSchema, everyBarSchema],
  'an object with start, end and interval, one with at, or one with every',
);

const alertSchema = z
  .strictObject({
    sound: z.boolean().default(false),
    notify: z.boolean().default(false).describe('A notification of the system.'),
    flash: z.boolean().default(true).describe('Its row flashes.'),
  })
  .describe('What a hit does that is worth an alert: see cool_down_minutes.');

export const scannerSchema = z.strictObject({
  name: nameSchema,
  kind: identifierSchema.describe('Which scanner of the registry: gap.'),
  enabled: z.boolean().default(true),
  pre_session: z.boolean().default(false).describe('Also scans before the session, at pre_session_time.'),
  schedule: z.array(scheduleEntrySchema).max(100).default([]),
  config: jsonObjectSchema.default({}).describe('Settings of the scanner; its kind says which.'),
  timeout_seconds: z.number().positive().max(3_600).default(30).describe('Live mode stops a longer scan.'),
  hold_scans: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('A symbol is a hit once so many scans in a row have found it.'),
  cool_down_minutes: z
    .number()
    .min(0)
    .max(1_440)
    .exactOptional()
    .describe(
      'A symbol alerts again when so many minutes have passed; where absent, with its first hit of a session only.',
    ),
  alert: alertSchema.prefault({}),
});

export const promotionSchema = z.strictObject({
  auto: z.boolean().default(true).describe('Scanners may promote symbols by themselves.'),
  max_promoted: z
    .int()
    .min(0)
    .max(10_000)
    .default(50)
    .describe('Most symbols that scanners may have promoted.'),
  max_per_scan: z.int().min(0).max(10_000).default(5).describe('Most symbols that one scan may promote.'),
  rank_by: identifierSchema
    .default('gap_percent')
    .describe('The figure of a hit that decides which symbols come first.'),
});
