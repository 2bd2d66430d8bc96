import { z } from 'zod';
import { SESSION_MODES } from '../session/status.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { checkAcrossFields } from './session-config/checks.ts';
import { dataSourceSchema } from './session-config/data-sources.ts';
import { indicatorSchema } from './session-config/indicators.ts';
import { promotionSchema, scannerSchema } from './session-config/scanners.ts';
import { listsSchema, MAX_SYMBOLS, universeSchema } from './session-config/universe.ts';
import { dateSchema, intervalSchema, symbolSchema, wallTimeSchema } from './session-config/values.ts';

const replaySchema = z
  .strictObject({
    start_date: dateSchema,
    end_date: dateSchema,
    speed: z
      .union([z.number().min(1).max(10_000), z.literal('max')], 'a number from 1 to 10000, or "max"')
      .default('max')
      .describe('Times real time, or max for as fast as the machine can.'),
  })
  .describe('Which days are played. Needed in modes replay and simulated.');

const historicalSchema = z.strictObject({
  data: z
    .array(
      z.strictObject({
        trailing_days: z.int().min(1).max(10_000),
        intervals: z.array(intervalSchema).min(1),
      }),
    )
    .default([])
    .describe('History of each promoted symbol: that many trading days of these bars.'),
});

const sessionDataSchema = z.strictObject({
  symbols: z.array(symbolSchema).max(MAX_SYMBOLS).default([]).describe('The promoted symbols.'),
  streams: z.array(intervalSchema).default(['1m']).describe('Bars that a promoted symbol streams.'),
  historical: historicalSchema.prefault({}),
  indicators: z.array(indicatorSchema).max(1_000).default([]).describe('Indicators of each promoted symbol.'),
  universe: universeSchema.prefault({}),
  lists: listsSchema.default([]),
  pre_session_time: wallTimeSchema.default('09:00'),
  scanners: z.array(scannerSchema).max(1_000).default([]),
  promotion: promotionSchema.prefault({}),
});

/**
 * The session config file. Parsing fills the defaults, makes symbols canonical
 * and refuses unknown keys at every level. The message of an issue is what is
 * allowed at its path.
 */
export const sessionConfigSchema = z
  .strictObject({
    $schema: z.string().exactOptional().describe('The JSON Schema, for editors.'),
    session_name: z
      .string()
      .regex(
        /^[^\p{Cc}\s](?:[^\p{Cc}]{0,98}[^\p{Cc}\s])?$/u,
        '1-100 printable characters without spaces at the ends',
      ),
    mode: z.enum(SESSION_MODES),
    exchange: z.enum(['NYSE', 'NASDAQ']).default('NYSE'),
    replay: replaySchema.exactOptional(),
    data_folder: z
      .string()
      .min(1)
      .max(4_000)
      .exactOptional()
      .describe('Where the paths of data_sources begin; itself relative to this file.'),
    data_sources: z
      .array(dataSourceSchema)
      .min(1)
      .max(100)
      .describe('In order: the first source that has a symbol and an interval serves it.'),
    session_data_config: sessionDataSchema.prefault({}),
    trading: z
      .strictObject({
        broker: z.literal('paper').default('paper'),
        starting_cash: z.number().min(0).max(1e12).default(100_000).describe('In US dollars.'),
      })
      .prefault({}),
  })
  .superRefine((config, context) => {
    checkAcrossFields(config, (path, allowed, value) => {
      context.issues.push({ code: 'custom', path: [...path], message: allowed, input: value });
    });
  });

/** A session config with every default filled in. Keys are those of the file. */
export type SessionConfig = DeepReadonly<z.output<typeof sessionConfigSchema>>;

export type DataSourceConfig = SessionConfig['data_sources'][number];
export type ScannerConfig = SessionConfig['session_data_config']['scanners'][number];
/** What is watched, as the config says it. */
export type UniverseConfig = SessionConfig['session_data_config']['universe'];
export type SymbolList = SessionConfig['session_data_config']['lists'][number];
export type ScheduleEntry = ScannerConfig['schedule'][number];
