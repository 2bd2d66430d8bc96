import { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

/** Between what a message allows and the keys or values that it was chosen from. */
const OR = ' | ';

/** The text of an issue is what is allowed at its path. Schemas with a text of their own keep it. */
export function describeAllowed(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(OR);
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join(', ');
    case 'invalid_union':
      return optionsOf(issue)
        .map((option) => JSON.stringify(option))
        .join(OR);
    default:
      return 'another value';
  }
}

/** The choices that an `allowed` text lists, for suggestions. */
export function choicesOf(allowed: string): string[] {
  return allowed.includes(OR) ? allowed.split(OR).map((choice) => choice.replace(/^"|"$/g, '')) : [];
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [...]',
  object: 'an object {...}',
  record: 'an object {...}',
};

function bound(origin: string, words: string, limit: number | bigint): string {
  if (origin === 'array') return `${words} ${limit} in the list`;
  if (origin === 'string') return `${words} ${limit} characters`;
  return `${words} ${limit}`;
}

/** The values that a discriminated union tells its branches apart by. */
function optionsOf(issue: RawIssue): readonly unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function knownKeys(schema: RawIssue['inst']): string[] {
  return schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];
}
