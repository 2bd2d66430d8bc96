import { parentPort } from 'node:worker_threads';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { createSource } from './registry.ts';
import { serveSources } from './source-host.ts';

/** Entry of the worker thread in which all sources of a session live: files are never parsed on the caller's thread. */
if (parentPort === null) throw new Error('source-worker.ts is the entry of a worker thread');
serveSources(parentPort, (options, exchange) => createSource(options, exchangeCalendar(exchange)));
