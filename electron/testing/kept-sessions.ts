import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { createSource } from '../loaders/registry.ts';
import type { ConnectedSources } from '../loaders/remote-source.ts';
import { sourceOptions } from '../platform/source-options.ts';
import { readConfig } from './play-config.ts';

/** Two sessions of the embedded example with 24 symbols, at the pace of real time: a test steps through them. */
export function keptConfig(seed = 42): SessionConfig {
  const example = readConfig('assets/examples/simulated.json');
  const config = {
    ...example,
    replay: { start_date: '2026-11-19', end_date: '2026-11-20', speed: 1 },
    data_sources: [{ kind: 'simulated', name: 'simulated', seed, symbols: 24 }],
  };
  const read = readSessionConfig(JSON.stringify(config), 'test.json');
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}

/** The config's sources in this thread. */
export async function sourcesInThread(
  config: SessionConfig,
  dataFolder: string | undefined,
): Promise<ConnectedSources> {
  const calendar = exchangeCalendar(config.exchange);
  const sources = sourceOptions(config, '', dataFolder).map((each) => createSource(each, calendar));
  return { sources, end: async () => undefined };
}
