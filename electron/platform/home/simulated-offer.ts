import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { HomeState } from '../../../shared/ipc/requests/home.ts';
import { configuredSpeed } from '../../engine/coordinator/open-session.ts';

/** What the home screen says of the simulated session, from the config that it begins with; worked out once, when it is asked for. */
export function simulatedOffer(config: () => SessionConfig): () => HomeState['simulated'] {
  let offer: HomeState['simulated'] | undefined;
  return () => {
    offer ??= offerOf(config());
    return offer;
  };
}

function offerOf(config: SessionConfig): HomeState['simulated'] {
  const source = config.data_sources.find(({ kind }) => kind === 'simulated');
  if (source?.kind !== 'simulated') throw new Error('The embedded session has no simulated exchange');
  return { symbols: source.symbols, seed: source.seed, speed: configuredSpeed(config) };
}
