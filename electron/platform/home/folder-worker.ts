import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { messageOf } from '../../loaders/source-error.ts';
import type { FoundFolder, ReadingProgress } from './found-folder.ts';
import { scanFolder } from './scan-folder.ts';

/** What the worker is started with. */
export const folderTask = z.strictObject({ root: z.string(), exchange: z.string() });
export type FolderTask = z.infer<typeof folderTask>;

/** What it tells. */
export type FolderMessage =
  | { readonly kind: 'progress'; readonly progress: ReadingProgress }
  | { readonly kind: 'found'; readonly found: FoundFolder }
  | { readonly kind: 'failed'; readonly message: string };

/** Entry of the worker thread that reads a chosen folder: it may take long, and the window must not wait for it. */
if (parentPort === null) throw new Error('folder-worker.ts is the entry of a worker thread');
const port = parentPort;
const tell = (message: FolderMessage): void => port.postMessage(message);
const { root, exchange } = folderTask.parse(workerData);
scanFolder(root, exchangeCalendar(exchange), (progress) => tell({ kind: 'progress', progress })).then(
  (found) => tell({ kind: 'found', found }),
  (error: unknown) => tell({ kind: 'failed', message: messageOf(error) }),
);
