import { z } from 'zod';
import { dateSchema, intervalSchema, nameSchema, relativePathSchema } from './values.ts';

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

const archiveSchema = z
  .strictObject({
    name: nameSchema,
    kind: z.literal('archive'),
    dataset: nameSchema.describe('Which of the imported datasets.'),
  })
  .describe('Bars that were imported into the archive of this machine.');

const columnSchema = z.string().min(1).max(200);

const parquetSchema = z
  .strictObject({
    name: nameSchema,
    kind: z.literal('parquet'),
    path: relativePathSchema,
    basis: z
      .union(
        [z.literal('raw'), dateSchema],
        '"raw", or the day that prices are split-adjusted as of, YYYY-MM-DD',
      )
      .describe('How prices are expressed: raw, or split-adjusted as of this day.'),
    interval: intervalSchema.exactOptional().describe('Of the bars; found by their spacing where absent.'),
    zone: z
      .enum(['UTC', 'exchange'])
      .exactOptional()
      .describe('Of times that carry no zone; found by the hours of trading where absent.'),
    stamps: z
      .enum(['bar_start', 'bar_end'])
      .exactOptional()
      .describe(
        'Whether a time is that of the bar’s start or end; found by the hours of trading where absent.',
      ),
    columns: z
      .strictObject({
        time: columnSchema.exactOptional(),
        symbol: columnSchema.exactOptional(),
        open: columnSchema.exactOptional(),
        high: columnSchema.exactOptional(),
        low: columnSchema.exactOptional(),
        close: columnSchema.exactOptional(),
        volume: columnSchema.exactOptional(),
      })
      .exactOptional()
      .describe('Names of columns that are not found by their usual names.'),
  })
  .describe('A folder of Parquet files, read where it is.');

export const dataSourceSchema = z.discriminatedUnion('kind', [
  simulatedSchema,
  dailyCsvSchema,
  leanSchema,
  archiveSchema,
  parquetSchema,
]);
