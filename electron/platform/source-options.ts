import { dirname, resolve } from 'node:path';
import type { DataSourceConfig, SessionConfig } from '../../shared/domain/session-config.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { SourceOptions } from '../loaders/contract.ts';

/**
 * The config's data sources with absolute paths. Paths begin at `dataFolder` where one is given (a
 * command's `--data`), else at the config's own data_folder, which is relative to the config file.
 */
export function sourceOptions(
  config: SessionConfig,
  configPath: string,
  dataFolder: string | undefined,
): SourceOptions[] {
  const base = dataBase(config, configPath, dataFolder);
  return config.data_sources.map((source) => optionsOf(source, base));
}

/** The absolute folder that the paths of a config's data sources begin at. */
export function dataBase(config: SessionConfig, configPath: string, dataFolder: string | undefined): string {
  if (dataFolder !== undefined) return resolve(dataFolder);
  return resolve(dirname(configPath), config.data_folder ?? '.');
}

function optionsOf(source: DataSourceConfig, base: string): SourceOptions {
  if (source.kind === 'simulated') {
    return { kind: source.kind, name: source.name, seed: source.seed, symbols: source.symbols };
  }
  const path = resolve(base, source.path);
  if (source.kind === 'lean') return { kind: source.kind, name: source.name, path };
  return { kind: source.kind, name: source.name, path, adjustedAsOf: sessionDate(source.adjusted_as_of) };
}
