import { Worker } from 'node:worker_threads';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { LiveSession } from '../engine/coordinator/live-session.ts';
import { configuredSpeed, openSession } from '../engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from '../engine/coordinator/run-recorder.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';
import type { DataSource } from '../loaders/contract.ts';
import { connectSources } from '../loaders/remote-source.ts';
import { KeptSession } from './kept-session.ts';
import type { SessionFolder } from './session-folder.ts';
import { sourceOptions } from './source-options.ts';
import { WallPacer } from './wall-pacer.ts';

/** The sources of a session, and what they run in. */
export interface ConnectedSources {
  readonly sources: readonly DataSource[];
  /** Ends what they run in. */
  end(): Promise<unknown>;
}

/** A session that was opened, and what was found in its folder. */
export interface OpenedSession {
  readonly session: RunningSession;
  readonly live: LiveSession;
  readonly kept: KeptSession;
}

/** Sources in a worker thread of their own. */
export async function sourcesInWorker(
  config: SessionConfig,
  dataFolder: string | undefined,
): Promise<ConnectedSources> {
  const worker = new Worker(new URL('./source-worker.js', import.meta.url));
  try {
    const sources = await connectSources(worker, sourceOptions(config, '', dataFolder), config.exchange);
    return { sources, end: () => worker.terminate() };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

/**
 * Opens the session of a folder and plays it up to where it stood; one that is new begins. Answers when it
 * stands there. Rejects with a message for the user where its config, a source or the disk cannot be used.
 */
export async function openFolder(
  folder: SessionFolder,
  connect: typeof sourcesInWorker = sourcesInWorker,
): Promise<OpenedSession> {
  const { config, dataFolder } = await folder.start();
  const kept = await KeptSession.open(folder.path);
  let connected: ConnectedSources | undefined;
  try {
    await folder.mark('opening');
    connected = await connect(config, dataFolder);
    const live = await openSession({
      config,
      sources: connected.sources,
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: undefined,
      speed: configuredSpeed(config),
      storage: kept,
      monotonicNow: () => performance.now(),
    });
    const session = closing(live, folder, connected);
    live.finished.catch(() => undefined);
    try {
      await live.standing;
      await folder.mark('standing');
    } catch (error) {
      await session.stop();
      throw error;
    }
    return { session, live, kept };
  } catch (error) {
    await connected?.end();
    await kept.close().catch(() => undefined);
    await folder.mark('closed').catch(() => undefined);
    throw error;
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
