import type { ConfigChange } from '../../../shared/domain/config-change.ts';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { exportSessionConfig } from './export-session-config.ts';
import { formatPath } from './problem.ts';

type Path = readonly (string | number)[];

/**
 * What differs between two session configs, field by field in the order of the file. Both are compared as
 * they would be exported: defaults written out, without what only one machine knows. Entries of a list are
 * the same entry where their names are, wherever they stand; a list whose entries changed places is a change
 * of its own.
 */
export function diffSessionConfigs(before: SessionConfig, after: SessionConfig): ConfigChange[] {
  return [...differences([], exported(before), exported(after))];
}

function exported(config: SessionConfig): JsonValue {
  return JSON.parse(exportSessionConfig(config));
}

function* differences(path: Path, before: JsonValue, after: JsonValue): Generator<ConfigChange> {
  if (isList(before) && isList(after)) yield* listDifferences(path, before, after);
  else if (isObject(before) && isObject(after)) yield* objectDifferences(path, before, after);
  else if (JSON.stringify(before) !== JSON.stringify(after)) yield changed(path, before, after);
}

function* objectDifferences(path: Path, before: JsonObject, after: JsonObject): Generator<ConfigChange> {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inside = [...path, key];
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const now = Object.hasOwn(after, key) ? after[key] : undefined;
    if (old === undefined) yield added(inside, now ?? null);
    else if (now === undefined) yield removed(inside, old);
    else yield* differences(inside, old, now);
  }
}

function* listDifferences(
  path: Path,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): Generator<ConfigChange> {
  const old = byIdentity(before);
  const now = byIdentity(after);
  for (const [identity, { value, position }] of old) {
    if (!now.has(identity)) yield removed([...path, position], value);
  }
  for (const [identity, { value, position }] of now) {
    const known = old.get(identity);
    if (known === undefined) yield added([...path, position], value);
    else yield* differences([...path, position], known.value, value);
  }
  const stayed = [...old.keys()].filter((identity) => now.has(identity));
  const moved = [...now.keys()].filter((identity) => old.has(identity));
  if (stayed.join('\n') !== moved.join('\n')) yield changed(path, stayed, moved);
}

interface Entry {
  readonly value: JsonValue;
  readonly position: number;
}

/** The entries of a list by what makes each the one it is; the second of two alike gets a number. */
function byIdentity(list: readonly JsonValue[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [position, value] of list.entries()) {
    const identity = identityOf(value);
    let distinct = identity;
    for (let number = 2; entries.has(distinct); number += 1) distinct = `${identity} (${number})`;
    entries.set(distinct, { value, position });
  }
  return entries;
}

/** What tells the entries of the config's lists apart: a name, an indicator's interval and period, a history's days. */
const IDENTIFYING = ['name', 'interval', 'period', 'trailing_days', 'start', 'at'];

function identityOf(value: JsonValue): string {
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const parts = IDENTIFYING.flatMap((key) => (Object.hasOwn(value, key) ? [String(value[key])] : []));
  return parts.length === 0 ? JSON.stringify(value) : parts.join(' ');
}

function added(path: Path, after: JsonValue): ConfigChange {
  return { path: formatPath(path), kind: 'added', before: null, after };
}

function removed(path: Path, before: JsonValue): ConfigChange {
  return { path: formatPath(path), kind: 'removed', before, after: null };
}

function changed(path: Path, before: JsonValue, after: JsonValue): ConfigChange {
  return { path: formatPath(path), kind: 'changed', before, after };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
