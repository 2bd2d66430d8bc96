import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { configuredSpeed, openSession } from '../engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from '../engine/coordinator/run-recorder.ts';
import type { SessionStorage } from '../engine/coordinator/session-storage.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';
import { connectSources } from '../loaders/remote-source.ts';
import { EMBEDDED_CONFIG_PATH, embeddedConfigText } from './embedded-config.ts';
import { openSessionFolder } from './session-folder.ts';
import { sourceOptions } from './source-options.ts';
import { WallPacer } from './wall-pacer.ts';

export interface SessionRequest {
  /** Session config to play; the embedded simulated session where undefined. */
  readonly configPath: string | undefined;
  /** Folder that the config's data sources are in, in place of its own. */
  readonly dataFolder: string | undefined;
  /** Where the embedded session keeps its config and its ledger between two starts. */
  readonly sessionFolder: string;
}

/** A config that is ready to be played. */
interface ChosenSession {
  readonly config: SessionConfig;
  readonly path: string;
  readonly storage?: SessionStorage | undefined;
}

/**
 * Builds a session for the window and starts it: sources in a worker thread, the engine here.
 * Rejects with a message for the user where the config or a source cannot be used.
 */
export async function createSession(request: SessionRequest): Promise<RunningSession> {
  const { config, path, storage } = await chooseSession(request);
  const worker = new Worker(new URL('./source-worker.js', import.meta.url));
  try {
    const sources = await connectSources(
      worker,
      sourceOptions(config, path, request.dataFolder),
      config.exchange,
    );
    const session = await openSession({
      config,
      sources,
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: undefined,
      speed: configuredSpeed(config),
      storage,
    });
    void session.finished.catch(() => undefined).finally(() => worker.terminate());
    return session;
  } catch (error) {
    await worker.terminate();
    await storage?.close();
    throw error;
  }
}

/** A file that is named is played as it stands and never written; the embedded session goes on from what was kept of it. */
async function chooseSession(request: SessionRequest): Promise<ChosenSession> {
  const { configPath } = request;
  if (configPath !== undefined) {
    return { config: usable(readFileSync(configPath, 'utf8'), configPath), path: configPath };
  }
  const { config, repairs, storage } = await openSessionFolder(request.sessionFolder);
  for (const repair of repairs) process.stderr.write(`${repair}\n`);
  return {
    config: config ?? usable(embeddedConfigText, EMBEDDED_CONFIG_PATH),
    path: EMBEDDED_CONFIG_PATH,
    storage,
  };
}

function usable(text: string, path: string): SessionConfig {
  const read = readSessionConfig(text, path);
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}
