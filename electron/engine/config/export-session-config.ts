import type { JsonObject, JsonValue } from '../../../shared/domain/json.ts';
import { type SessionConfig, sessionConfigSchema } from '../../../shared/domain/session-config.ts';

/**
 * The config as a file for another machine or another day: canonical, without
 * what only this machine knows. It never holds a clock or locks: a config has none.
 */
export function exportSessionConfig(config: SessionConfig): string {
  const { $schema: _schema, data_folder: folder, ...rest } = config;
  const portable = folder === undefined || isMachinePath(folder) ? rest : { ...rest, data_folder: folder };
  return serializeSessionConfig(portable);
}

/**
 * The one text of a config: keys in the schema's order, every default written out,
 * free-form settings sorted by key, two spaces, a newline at the end. Throws where
 * the config breaks the schema.
 */
export function serializeSessionConfig(config: SessionConfig): string {
  // Parsing rebuilds every object in the schema's order of keys.
  const ordered = sessionConfigSchema.parse(config);
  for (const scanner of ordered.session_data_config.scanners) scanner.config = sortedObject(scanner.config);
  for (const indicator of ordered.session_data_config.indicators) {
    sortParams(indicator);
  }
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** Sorts the parameters of an indicator, and of those that it reads. */
function sortParams(indicator: OrderedIndicator): void {
  if (indicator.params !== undefined) indicator.params = sortedRecord(indicator.params);
  if (typeof indicator.input === 'object') sortParams(indicator.input);
}

interface OrderedIndicator {
  params?: Record<string, number>;
  readonly input?: string | OrderedIndicator;
}

/** True for a folder that means nothing elsewhere: absolute, a user's home, or outside of the config's own folder. */
function isMachinePath(path: string): boolean {
  return /^(?:[/\\~]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

function sortedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(sortedEntries(object).map(([key, value]) => [key, sortedValue(value)]));
}

function sortedRecord(record: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(sortedEntries(record));
}

function sortedValue(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? value.map(sortedValue) : sortedObject(value);
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function sortedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
