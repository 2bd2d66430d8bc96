import { z } from 'zod';
import { INPUT_FIELDS } from '../../domain/indicator.ts';
import type { CatalogueIndicator, RuleCatalogue } from '../../rules/catalogue.ts';
import { RULE_UNITS } from '../../rules/checked-rule.ts';
import { count, intervalSchema } from '../schemas.ts';
import { nothing, QUICK, type RequestEntry } from './entry.ts';

const indicator: z.ZodType<CatalogueIndicator> = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  params: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      default: z.number(),
      min: z.number(),
      max: z.number(),
      integer: z.boolean(),
    }),
  ),
  outputs: z.array(z.strictObject({ name: z.string(), unit: z.enum(RULE_UNITS) })).min(1),
  defaultInput: z.enum(INPUT_FIELDS).or(z.undefined()),
  intervals: z.array(intervalSchema),
  readyBars: count,
});

const catalogue: z.ZodType<RuleCatalogue> = z.strictObject({
  indicators: z.array(indicator).max(500),
  sectors: z.array(z.string()),
  lists: z.array(z.string()),
});

/** What the editor of rules needs to know. Answers `no_session` where none is open. */
export const SCANNER_CATALOGUE_REQUESTS = {
  /** What rules of the open session may name: indicators, sectors and lists of symbols. */
  'scanner.catalogue': { args: nothing, value: catalogue, deadlineMs: QUICK },
} as const satisfies Record<string, RequestEntry>;
