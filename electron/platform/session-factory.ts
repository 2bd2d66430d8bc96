import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { LiveSession } from '../engine/coordinator/live-session.ts';
import { configuredSpeed, openSession } from '../engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from '../engine/coordinator/run-recorder.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';
import type { ScriptService } from '../engine/scripts/contract.ts';
import { type ConnectedSources, connectSources } from '../loaders/remote-source.ts';
import { KeptSession } from './kept-session.ts';
import type { SessionFolder } from './session-folder.ts';
import { sourceOptions } from './source-options.ts';
import { SourceThreads } from './source-threads.ts';
import { WallPacer } from './wall-pacer.ts';
import { type WayBack, wayBack } from './way-back.ts';

/** A session that was opened, and what was found in its folder. */
export interface OpenedSession {
  readonly session: RunningSession;
  readonly live: LiveSession;
  readonly kept: KeptSession;
}

/** What whoever opens a session may do meanwhile. */
export interface OpeningWatch {
  /** Gives up: the folder is left as it was found. */
  readonly signal?: AbortSignal;
  /** Told, a few times a second, how far a session is that goes on from where it stood. */
  readonly onWay?: (way: WayBack) => void;
}

/** Time between two looks at how far a session is. */
const LOOK_MS = 200;

/** Opens the sources of a config; gives them up where the signal says so. */
export type ConnectSources = (
  config: SessionConfig,
  dataFolder: string | undefined,
  signal?: AbortSignal,
) => Promise<ConnectedSources>;

/** Sources in worker threads; they end at once where the signal says so. Imported datasets lie in `archiveFolder`. */
export function sourcesIn(threads: SourceThreads, archiveFolder?: string): ConnectSources {
  return (config, dataFolder, signal) =>
    connectSources(
      () => threads.take(),
      sourceOptions(config, '', dataFolder, archiveFolder),
      config.exchange,
      { signal },
    );
}

/**
 * Opens the session of a folder and plays it up to where it stood; one that is new begins. Answers when it
 * stands there. Rejects with a message for the user where its config, a source or the disk cannot be used,
 * and where it is given up.
 */
export async function openFolder(
  folder: SessionFolder,
  connect: ConnectSources = sourcesIn(new SourceThreads()),
  watch: OpeningWatch = {},
  scripts?: ScriptService,
): Promise<OpenedSession> {
  const { config, dataFolder } = await folder.start();
  const kept = await KeptSession.open(folder.path, scripts);
  let connected: ConnectedSources | undefined;
  try {
    await folder.mark(kept.earlier === undefined ? 'new' : 'opening');
    watch.signal?.throwIfAborted();
    connected = await connect(config, dataFolder, watch.signal);
    watch.signal?.throwIfAborted();
    const live = await openSession({
      config,
      sources: connected.sources,
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: undefined,
      speed: configuredSpeed(config),
      storage: kept,
      scripts: kept.scripts,
      monotonicNow: () => performance.now(),
    });
    const session = closing(live, folder, connected);
    live.finished.catch(() => undefined);
    await stands(live, kept, session, connected, watch);
    await folder.mark('standing');
    return { session, live, kept };
  } catch (error) {
    await connected?.end();
    await kept.close().catch(() => undefined);
    await folder.mark('closed').catch(() => undefined);
    throw error;
  }
}

/** Waits until a session stands where it stood; one that never will be there is stopped. */
async function stands(
  live: LiveSession,
  kept: KeptSession,
  session: RunningSession,
  connected: ConnectedSources,
  { signal, onWay }: OpeningWatch,
): Promise<void> {
  const stop = (): Promise<void> => session.stop().catch(() => undefined);
  const giveUp = (): void => {
    void stop();
    // Whatever is being loaded is not waited for.
    void connected.end();
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  const look = (): void => onWay?.(wayBack(live.sessionsPlayed, live.view.status(), kept.mark));
  const looking = kept.earlier === undefined ? undefined : setInterval(look, LOOK_MS);
  try {
    if (signal?.aborted === true) giveUp();
    await live.standing;
    signal?.throwIfAborted();
    if (looking !== undefined) look();
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearInterval(looking);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** The same session, which ends its sources too and leaves its folder as closed. */
function closing(live: LiveSession, folder: SessionFolder, connected: ConnectedSources): RunningSession {
  const { view, commands, finished } = live;
  const stop = async (): Promise<void> => {
    try {
      await live.stop();
    } finally {
      await connected.end();
      await folder.mark('closed');
    }
  };
  let stopped: Promise<void> | undefined;
  return {
    view,
    commands,
    finished,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
