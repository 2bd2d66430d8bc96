import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { createSource } from '../../loaders/registry.ts';
import { serveDrafts } from './draft-host.ts';
import type { DraftTask } from './draft-protocol.ts';

/*
 * Entry of the worker thread in which scanners are tried: with sources of its own, opened here, so that neither the
 * session nor the window waits for it.
 */
if (parentPort === null) throw new Error('draft-worker.ts is the entry of a worker thread');
const { exchange, sources, columnCache } = z.custom<DraftTask>().parse(workerData);
const calendar = exchangeCalendar(exchange);
const cache = columnCache === null ? undefined : { folder: columnCache, program: programOfSources() };
serveDrafts(
  parentPort,
  sources.map((options) => createSource(options, calendar, cache)),
  calendar,
);

/** Kept history is shared with the session's own sources: it is told apart by the program that they run in. */
function programOfSources(): string {
  const { size, mtimeMs } = statSync(fileURLToPath(new URL('./source-worker.js', import.meta.url)));
  return `${size} ${mtimeMs}`;
}
