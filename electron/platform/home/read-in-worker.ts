import { Worker } from 'node:worker_threads';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { FolderMessage, FolderTask } from './folder-worker.ts';
import type { FoundFolder, ReadingProgress } from './found-folder.ts';

/** Progress is told no more often than this. */
const PROGRESS_MS = 100;

/**
 * Reads a folder in a worker thread of its own, which ends with the reading. Never rejects.
 *
 * @param now monotonic milliseconds
 * @param entry the worker's built file
 */
export function readInWorker(
  task: FolderTask,
  onProgress: (progress: ReadingProgress) => void,
  now: () => number,
  entry = new URL('./folder-worker.js', import.meta.url),
): Promise<Result<FoundFolder>> {
  const worker = new Worker(entry, { workerData: task });
  let told = Number.NEGATIVE_INFINITY;
  return new Promise<Result<FoundFolder>>((resolve) => {
    const unreadable = (cause: string) =>
      resolve(failure('folder_unreadable', `The folder could not be read: ${cause}`));
    worker.on('message', (message: FolderMessage) => {
      if (message.kind === 'found') resolve(success(message.found));
      else if (message.kind === 'failed') unreadable(message.message);
      else if (now() - told >= PROGRESS_MS) {
        told = now();
        onProgress(message.progress);
      }
    });
    worker.on('error', (error: Error) => unreadable(error.message));
    worker.on('exit', (code) => unreadable(`the reader ended with exit code ${code}`));
  }).finally(() => worker.terminate());
}
