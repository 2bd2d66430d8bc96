import { z } from 'zod';
import { INDICATOR_TYPES, INPUT_FIELDS } from '../indicator.ts';
import { identifierSchema, intervalSchema } from './values.ts';

const INPUT_ALLOWED = [
  ...INPUT_FIELDS.map((field) => `"${field}"`),
  'an object with the name of an indicator',
].join(' | ');

const fieldSchema = z.enum(INPUT_FIELDS);

const whichIndicator = {
  name: identifierSchema.describe('Which indicator of the registry: sma.'),
  period: z.int().min(1).max(10_000).exactOptional(),
  params: z.record(identifierSchema, z.number()).exactOptional(),
};

/** An indicator that another one reads, on that one's interval. */
function sourceSchema<Input extends z.ZodType>(input: Input) {
  return z
    .strictObject({
      ...whichIndicator,
      input: input.exactOptional(),
      output: identifierSchema.exactOptional().describe('Which of its outputs; the main one where absent.'),
    })
    .describe('Another indicator on the same interval.');
}

/** A field, or an indicator whose own input is given. */
function inputSchema<Input extends z.ZodType>(input: Input) {
  return z.union([fieldSchema, sourceSchema(input)], INPUT_ALLOWED);
}

/** Chains are written out, not recursive: three indicators (LONGEST_CHAIN) have two inputs that are indicators. */
export const indicatorSchema = z.strictObject({
  name: whichIndicator.name,
  interval: intervalSchema,
  period: whichIndicator.period,
  type: z.enum(INDICATOR_TYPES).exactOptional(),
  params: whichIndicator.params,
  input: inputSchema(inputSchema(fieldSchema)).exactOptional(),
});
