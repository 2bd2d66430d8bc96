import { ipcMain, type WebContents } from 'electron';
import {
  type EventName,
  PRELOAD_REQUEST_NAMES,
  REQUEST_NAMES,
  type RequestName,
} from '../../shared/ipc/channels.ts';
import { EVENTS, type EventPayload } from '../../shared/ipc/contract.ts';
import { type GuardOptions, guarded, type RequestHandler, type RequestHandlers } from './guard.ts';

const ALL = [...REQUEST_NAMES, ...PRELOAD_REQUEST_NAMES];

/**
 * Answers every request of the contract, each behind the guard. The only place
 * that touches ipcMain. Returns what unregisters them again.
 */
export function registerRequests(handlers: RequestHandlers, options: GuardOptions): () => void {
  for (const name of ALL) register(name, handlers[name], options);
  return () => {
    for (const name of ALL) ipcMain.removeHandler(name);
  };
}

function register<Name extends RequestName>(
  name: Name,
  handler: RequestHandler<Name>,
  options: GuardOptions,
): void {
  const answer = guarded(name, handler, options);
  ipcMain.handle(name, (event, args: unknown) => answer(event.senderFrame, args));
}

/** Sends one event of the contract to a window that still stands. The only place that calls `send`. */
export function sendEvent<Name extends EventName>(
  target: WebContents,
  name: Name,
  payload: EventPayload<Name>,
): void {
  if (target.isDestroyed() || target.isCrashed()) return;
  target.send(name, EVENTS[name].parse(payload));
}
