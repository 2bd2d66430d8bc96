import { z } from 'zod';
import { nameSchema, symbolSchema } from './values.ts';

/** Most symbols that a config may name in one place. */
export const MAX_SYMBOLS = 20_000;
const MAX_LISTS = 100;

const namesOfLists = z.array(nameSchema).max(MAX_LISTS);

/** Lists of symbols that the user has made: to be watched, left out, or asked for in rules. */
export const listsSchema = z
  .array(z.strictObject({ name: nameSchema, symbols: z.array(symbolSchema).max(MAX_SYMBOLS) }))
  .max(MAX_LISTS)
  .describe('Named lists of symbols, for the universe and for rules (in_list).');

export const universeSchema = z
  .strictObject({
    index: z.literal('sp500').exactOptional(),
    source: z.string().exactOptional().describe('Every symbol of the data source of this name.'),
    lists: namesOfLists.exactOptional().describe('Every symbol of the lists of these names.'),
    symbols: z.array(symbolSchema).max(MAX_SYMBOLS).exactOptional(),
    exclude_lists: namesOfLists.exactOptional().describe('No symbol of the lists of these names.'),
    exclude: z.array(symbolSchema).max(MAX_SYMBOLS).exactOptional(),
  })
  .describe(
    'The symbols that scanners watch: index, source, lists and symbols together, without the excluded.',
  );
