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
    ['electron/engine/clock.ts', 'const now = Date.now();'],
    ['electron/engine/clock.ts', 'const now = new Date();'],
    ['electron/engine/turns.ts', 'const started = performance.now();'],
    ['electron/engine/scanners/x.ts', 'if (Math.random() < 0.5) return;'],
    ['electron/engine/locks/x.ts', 'const id = randomUUID();'],
    ['electron/engine/positions/x.ts', 'return price.toLocaleString();'],
    ['electron/engine/charts/x.ts', 'symbols.sort((a, b) => a.localeCompare(b));'],
    ['electron/engine/calendar/x.ts', "new Intl.DateTimeFormat('en-US')"],
    ['electron/engine/calendar/x.ts', 'const hour = new Date(ms).getHours();'],
    ['electron/engine/calendar/x.ts', 'const open = new Date(2024, 0, 2);'],
    ['electron/engine/event-log/x.ts', 'const told = Date();'],
    ['electron/engine/coordinator/x.ts', 'if (process.memoryUsage().rss > most) return;'],
  ])('notices in %s: %s', (path, line) => {
    expect(breaches(path, `const a = 1;\n${line}\n`)).toEqual([expect.stringContaining(`${path}:2: `)]);
  });

  it.each([
    ['electron/ipc/registrar.ts', "import { ipcMain } from 'electron';"],
    ['electron/preload.ts', "import { contextBridge, ipcRenderer } from 'electron';"],
    ['electron/ipc/session-publisher.ts', "window.webContents.send('hits', hits);"],
    ['renderer/ipc/client.ts', 'window[BRIDGE_KEY].events'],
    ['electron/platform/window.ts', ' * touches no ipcMain itself'],
    ['electron/platform/wall-pacer.ts', 'const started = performance.now();'],
    ['electron/engine/scanners/schedule.ts', 'new Date(text).getUTCDay()'],
  ])('lets %s say: %s', (path, line) => {
    expect(breaches(path, line)).toEqual([]);
  });
});
