import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** A config as it stands in a running session: with the symbols that are promoted now, and what is watched. */
export function currentConfig(coordinator: SessionCoordinator): SessionConfig {
  const { config, universe } = coordinator.parts;
  const symbols = [...coordinator.data.getConfigSymbols()];
  return { ...config, session_data_config: { ...config.session_data_config, ...universe.config, symbols } };
}
