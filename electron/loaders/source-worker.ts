import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { type ColumnCache, createSource } from './registry.ts';
import { serveSources } from './source-host.ts';

/**
 * Entry of the worker thread in which all sources of a session live: files are never parsed on the caller's thread.
 * Its data, where it has any, is the folder of the column cache.
 */
if (parentPort === null) throw new Error('source-worker.ts is the entry of a worker thread');
const cache = cacheIn(workerData);
serveSources(parentPort, (options, exchange) => createSource(options, exchangeCalendar(exchange), cache));

function cacheIn(folder: unknown): ColumnCache | undefined {
  if (typeof folder !== 'string') return undefined;
  // Another build may read the same files otherwise.
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url));
  return { folder, program: `${size} ${mtimeMs}` };
}
