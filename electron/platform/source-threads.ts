import { Worker } from 'node:worker_threads';

/**
 * The worker threads that sources live in. One can be started before it is known what it will be asked for:
 * to start one takes about as long as to read the session that asks.
 */
export class SourceThreads {
  readonly #start: () => Worker;
  #spare: Worker | undefined;

  constructor(start: () => Worker = sourceThread) {
    this.#start = start;
  }

  /** Starts the next one ahead; harmless where one waits already. */
  prepare(): void {
    if (this.#spare !== undefined) return;
    const spare = this.#start();
    const letGo = (): void => {
      if (this.#spare === spare) this.#spare = undefined;
    };
    // One that fails before anybody uses it is no error: whoever asks next gets another, and its error.
    spare.on('error', letGo);
    spare.on('exit', letGo);
    this.#spare = spare;
  }

  /** A thread of the caller's own, who ends it. */
  take(): Worker {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare ?? this.#start();
  }
}

/** Starts a thread of sources; with a folder for it, they keep parsed history as columns there. */
export function sourceThread(columnCache?: string): Worker {
  return new Worker(new URL('./source-worker.js', import.meta.url), { workerData: columnCache ?? null });
}
