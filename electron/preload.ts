import { contextBridge, ipcRenderer } from 'electron';
import {
  BRIDGE_KEY,
  type Bridge,
  EVENT_NAMES,
  type EventName,
  REQUEST_NAMES,
  type RequestName,
} from '../shared/ipc/channels.ts';

type Request = Bridge['requests'][RequestName];
type Subscribe = Bridge['events'][EventName];

function requestTo(name: RequestName): Request {
  return (argument) => ipcRenderer.invoke(name, argument);
}

function subscriptionTo(name: EventName): Subscribe {
  return (listener) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(name, forward);
    return () => {
      ipcRenderer.off(name, forward);
    };
  };
}

contextBridge.exposeInMainWorld(BRIDGE_KEY, {
  requests: Object.fromEntries(REQUEST_NAMES.map((name) => [name, requestTo(name)])),
  events: Object.fromEntries(EVENT_NAMES.map((name) => [name, subscriptionTo(name)])),
});
