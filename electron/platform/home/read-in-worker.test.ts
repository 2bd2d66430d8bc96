import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildChild } from '../../testing/build-child.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { ReadingProgress } from './found-folder.ts';
import { readInWorker } from './read-in-worker.ts';

let entry: URL;

beforeAll(async () => {
  entry = pathToFileURL(await buildChild('electron/platform/home/folder-worker.ts', temporaryFolder()));
}, 60_000);

/** A clock on which each question is a second later. */
function ticking(): () => number {
  let now = 0;
  return () => {
    now += 1_000;
    return now;
  };
}

describe('a folder read in a worker thread', () => {
  it('comes back whole, and is told as it goes', async () => {
    const told: ReadingProgress[] = [];
    const task = { root: resolve('assets/sample-data'), exchange: 'NYSE' };
    const found = await readInWorker(task, (progress) => told.push(progress), ticking(), entry);
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.parts.map(({ kind, files }) => [kind, files])).toEqual([
      ['daily_csv', 60],
      ['lean', 120],
    ]);
    expect(told.at(-1)).toEqual({ files: 180, of: null });
  });

  it('that is not there is a failure in words', async () => {
    const task = { root: join(temporaryFolder(), 'gone'), exchange: 'NYSE' };
    expect(await readInWorker(task, () => undefined, ticking(), entry)).toMatchObject({
      ok: false,
      error: { code: 'folder_unreadable', message: expect.stringContaining('gone cannot be opened') },
    });
  });

  it('by a worker that cannot start is a failure too', async () => {
    const task = { root: '.', exchange: 'NYSE' };
    const nowhere = pathToFileURL(join(temporaryFolder(), 'nothing.mjs'));
    expect(await readInWorker(task, () => undefined, ticking(), nowhere)).toMatchObject({
      ok: false,
      error: { code: 'folder_unreadable' },
    });
  });
});
