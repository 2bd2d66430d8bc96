// @ts-check
import { describe, expect, it } from 'vitest';
import { breaches } from './guarded-doors.mjs';

describe('guarded doors', () => {
  it.each([
    ['electron/platform/window.ts', "import { app, ipcMain } from 'electron';"],
    ['renderer/stores/x.ts', "import { ipcRenderer } from 'electron';"],
    ['electron/platform/window.ts', "window.webContents.send('hits', hits);"],
    ['renderer/panels/hits/list.tsx', 'window.tapedeck.requests.lock(symbol);'],
    ['renderer/stores/x.ts', 'window[BRIDGE_KEY].events'],
  ])('notices in %s: %s', (path, line) => {
    expect(breaches(path, `const a = 1;\n${line}\n`)).toEqual([expect.stringContaining(`${path}:2: `)]);
  });

  it.each([
    ['electron/ipc/registrar.ts', "import { ipcMain } from 'electron';"],
    ['electron/preload.ts', "import { contextBridge, ipcRenderer } from 'electron';"],
    ['electron/ipc/session-publisher.ts', "window.webContents.send('hits', hits);"],
    ['renderer/ipc/client.ts', 'window[BRIDGE_KEY].events'],
    ['electron/platform/window.ts', ' * touches no ipcMain itself'],
  ])('lets %s say: %s', (path, line) => {
    expect(breaches(path, line)).toEqual([]);
  });
});
