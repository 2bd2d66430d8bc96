import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sessionConfigSchema } from '../../../shared/domain/session-config.ts';
import { parseSessionConfig } from './parse-session-config.ts';
import { formatConfigProblems } from './problem.ts';

const SCHEMA_FILE = 'assets/schema/session_config.schema.json';
const EXAMPLES = 'assets/examples';

/** What a person may write: defaults are optional. */
function publishedSchema(): string {
  const schema = z.toJSONSchema(sessionConfigSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'Session config', ...schema }, null, 2)}\n`;
}

// UPDATE_SCHEMA=1 writes the file anew.
it('the published JSON Schema is that of the code', () => {
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(SCHEMA_FILE, publishedSchema());
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(publishedSchema());
});

it('the published JSON Schema refuses unknown keys in every object that it describes', () => {
  const open: unknown[] = [];
  JSON.parse(publishedSchema(), (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'properties' in value) {
      if (!('additionalProperties' in value) || value.additionalProperties !== false) open.push(value);
    }
    return value;
  });
  expect(open).toEqual([]);
});

it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json')))('the example %s is valid', (name) => {
  const result = parseSessionConfig(readFileSync(`${EXAMPLES}/${name}`, 'utf8'), name);
  expect(result.ok ? '' : formatConfigProblems(result.error)).toBe('');
});
