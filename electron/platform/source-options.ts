import { dirname, resolve } from 'node:path';
import type { DataSourceConfig, SessionConfig } from '../../shared/domain/session-config.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { SourceOptions } from '../loaders/contract.ts';

/**
 * The config's data sources with absolute paths. Paths begin at `dataFolder` where one is given (a
 * command's `--data`), else at the config's own data_folder, which is relative to the config file. Datasets lie in
 * `archiveFolder`; without one they are refused when they are asked for.
 */
export function sourceOptions(
  config: SessionConfig,
  configPath: string,
  dataFolder: string | undefined,
  archiveFolder?: string,
): SourceOptions[] {
  const base = dataBase(config, configPath, dataFolder);
  return config.data_sources.map((source) => optionsOf(source, base, archiveFolder ?? ''));
}

/** The absolute folder that the paths of a config's data sources begin at. */
export function dataBase(config: SessionConfig, configPath: string, dataFolder: string | undefined): string {
  if (dataFolder !== undefined) return resolve(dataFolder);
  return resolve(dirname(configPath), config.data_folder ?? '.');
}

function optionsOf(source: DataSourceConfig, base: string, archive: string): SourceOptions {
  const { name } = source;
  switch (source.kind) {
    case 'simulated':
      return { kind: source.kind, name, seed: source.seed, symbols: source.symbols };
    case 'archive':
      return { kind: source.kind, name, path: archive, dataset: source.dataset };
    case 'lean':
      return { kind: source.kind, name, path: resolve(base, source.path) };
    case 'daily_csv':
      return {
        kind: source.kind,
        name,
        path: resolve(base, source.path),
        adjustedAsOf: sessionDate(source.adjusted_as_of),
      };
    case 'parquet':
      return parquetOptions(source, base);
  }
}

function parquetOptions(
  { name, kind, path, basis, ...stated }: Extract<DataSourceConfig, { kind: 'parquet' }>,
  base: string,
): SourceOptions {
  return {
    kind,
    name,
    path: resolve(base, path),
    basis: basis === 'raw' ? { kind: 'raw' } : { kind: 'split_adjusted', asOf: sessionDate(basis) },
    stated,
  };
}
