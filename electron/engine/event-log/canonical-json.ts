import { InvalidArgumentError } from '../../../shared/domain/errors.ts';

/**
 * The one text of a JSON value: keys in code-unit order, no spaces, numbers as
 * ECMAScript prints them. Keys whose value is undefined are left out.
 * Throws InvalidArgumentError for what JSON cannot say (NaN, infinities, functions).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${canonicalMembers(value)}}`;
  return scalarJson(value);
}

/** JSON of a text, a number, a boolean or null. Throws InvalidArgumentError for anything else. */
export function scalarJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new InvalidArgumentError('value', value, 'finite numbers');
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  throw new InvalidArgumentError('value', value, 'what JSON can say');
}

function canonicalMembers(object: object): string {
  return Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`)
    .join(',');
}
