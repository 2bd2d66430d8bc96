import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOORS: readonly [name: string, use: RegExp, door: string][] = [
  ['ipcMain', /\bipcMain\b/, 'electron/ipc/registrar.ts'],
  ['webContents.send', /\b(webContents|contents|target)\.send\(/, 'electron/ipc/registrar.ts'],
  ['ipcRenderer', /\bipcRenderer\b/, 'electron/preload.ts'],
  ['the bridge', /window\[BRIDGE_KEY\]|window\.tapedeck/, 'renderer/ipc/client.ts'],
];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Comments may speak of what code may not use. */
function code(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

describe('the wire between the processes', () => {
  it.each(DOORS)('%s is used in one file only', (_name, use, door) => {
    const users = [...sources('electron'), ...sources('renderer'), ...sources('shared')].filter((path) =>
      use.test(code(path)),
    );
    expect(users).toEqual([door]);
  });
});
