import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { configuredSpeed, openSession } from '../engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from '../engine/coordinator/run-recorder.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';
import { connectSources } from '../loaders/remote-source.ts';
import { EMBEDDED_CONFIG_PATH, embeddedConfigText } from './embedded-config.ts';
import { sourceOptions } from './source-options.ts';
import { WallPacer } from './wall-pacer.ts';

export interface SessionRequest {
  /** Session config to play; the embedded simulated session where undefined. */
  readonly configPath: string | undefined;
  /** Folder that the config's data sources are in, in place of its own. */
  readonly dataFolder: string | undefined;
}

/**
 * Builds a session for the window and starts it: sources in a worker thread, the engine here.
 * Rejects with a message for the user where the config or a source cannot be used.
 */
export async function createSession(request: SessionRequest): Promise<RunningSession> {
  const path = request.configPath ?? EMBEDDED_CONFIG_PATH;
  const text =
    request.configPath === undefined ? embeddedConfigText : readFileSync(request.configPath, 'utf8');
  const read = readSessionConfig(text, path);
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  const config = read.value;
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
    });
    void session.finished.catch(() => undefined).finally(() => worker.terminate());
    return session;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
