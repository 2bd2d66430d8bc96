import { z } from 'zod';
import { dateSchema, nameSchema, relativePathSchema } from './values.ts';

const simulatedSchema = z
  .strictObject({
    name: nameSchema,
    kind: z.literal('simulated'),
    seed: z.int().min(0).max(4_294_967_295).describe('The same seed gives the same market.'),
    symbols: z.int().min(1).max(20_000).default(500).describe('How many instruments are listed.'),
  })
  .describe('A made-up exchange that needs no data.');

const dailyCsvSchema = z
  .strictObject({
    name: nameSchema,
    kind: z.literal('daily_csv'),
    path: relativePathSchema,
    adjusted_as_of: dateSchema.describe('Prices in the files are split-adjusted as of this day.'),
  })
  .describe('A folder with one CSV file of daily bars for each symbol.');

const leanSchema = z
  .strictObject({ name: nameSchema, kind: z.literal('lean'), path: relativePathSchema })
  .describe('A LEAN data folder: minute, hour and daily zips, factor and map files.');

export const dataSourceSchema = z.discriminatedUnion('kind', [simulatedSchema, dailyCsvSchema, leanSchema]);
