import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  BRIDGE_KEY,
  type Bridge,
  EVENT_NAMES,
  type EventName,
  type PageRequestName,
  REQUEST_NAMES,
} from '../shared/ipc/channels.ts';

type Request = Bridge['requests'][PageRequestName];
type Subscribe = Bridge['events'][EventName];

function requestTo(name: PageRequestName): Request {
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

/** The path of a file that was dropped; empty for one that the page made, or that is none. */
function pathOf(file: unknown): string {
  try {
    return file instanceof File ? webUtils.getPathForFile(file) : '';
  } catch {
    return '';
  }
}

function pathsOf(files: unknown): string[] {
  return Array.isArray(files) ? files.map(pathOf) : [];
}

contextBridge.exposeInMainWorld(BRIDGE_KEY, {
  requests: Object.fromEntries(REQUEST_NAMES.map((name) => [name, requestTo(name)])),
  dropFolder: (file: unknown) => ipcRenderer.invoke('home.dropFolder', { path: pathOf(file) }),
  dropFiles: (files: unknown) => ipcRenderer.invoke('import.drop', { paths: pathsOf(files) }),
  dropScript: (files: unknown) => ipcRenderer.invoke('script.drop', { paths: pathsOf(files) }),
  events: Object.fromEntries(EVENT_NAMES.map((name) => [name, subscriptionTo(name)])),
});
