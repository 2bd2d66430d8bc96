import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** A config as it stands in a running session: with the symbols that are promoted now, what is watched and its scanners. */
export function currentConfig(coordinator: SessionCoordinator): SessionConfig {
  const { config, scanners: list, universe } = coordinator.parts;
  const symbols = [...coordinator.data.getConfigSymbols()];
  const { scanners } = list;
  const data = { ...config.session_data_config, ...universe.config, scanners, symbols };
  return { ...config, session_data_config: data };
}
