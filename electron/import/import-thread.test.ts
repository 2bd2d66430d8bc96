import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../shared/domain/import-report.ts';
import { buildChild } from '../testing/build-child.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ImportThread } from './import-thread.ts';

let entry: URL;

beforeAll(async () => {
  const program = temporaryFolder();
  symlinkSync(resolve('node_modules'), join(program, 'node_modules'), 'junction');
  entry = pathToFileURL(await buildChild(resolve('electron/import/import-worker.ts'), program));
}, 60_000);

interface Opened {
  readonly thread: ImportThread;
  readonly archive: string;
  readonly progress: ImportProgress[];
  readonly temporary: string;
}

/** A thread, and what to do with the first word of its progress. */
function opened(onProgress: (thread: ImportThread) => void = () => undefined): Opened {
  const [archive, temporary] = [join(temporaryFolder(), 'archive'), temporaryFolder()];
  mkdirSync(archive);
  const progress: ImportProgress[] = [];
  let now = 0;
  const clock = () => {
    now += 1_000;
    return now;
  };
  const task = { id: 'i', exchange: 'NYSE', archive, temporary, now: Date.UTC(2026, 0, 5) };
  const events = {
    onProgress: (told: ImportProgress) => {
      if (progress.push(told) === 1) onProgress(thread);
    },
    onLook: () => undefined,
  };
  const thread = new ImportThread(task, events, clock, entry);
  return { thread, archive, temporary, progress };
}

/** Days of many symbols, as long as it takes. */
function file(rows: number): string {
  const lines = ['date,symbol,open,high,low,close,volume'];
  for (let row = 0; row < rows; row += 1) {
    const symbol = `S${String.fromCharCode(65 + (row % 26))}${String.fromCharCode(65 + (Math.floor(row / 26) % 26))}`;
    const day = ['2013-10-07', '2013-10-08', '2013-10-09', '2013-10-10'][Math.floor(row / 676) % 4] ?? '';
    lines.push(`${day},${symbol},10.5,12.25,9.75,11.25,${row}`);
  }
  const path = join(temporaryFolder(), 'market.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

const ANSWERS = { basis: 'raw', interval: '1d' };

describe('an import in its thread', () => {
  it('puts a dataset into the archive, is told as it goes, and leaves nothing else', async () => {
    const { thread, archive, temporary, progress } = opened();
    const report = await thread.look([file(2_704)], ANSWERS);
    expect(report.ok && report.value.layouts).toHaveLength(1);
    const run = await thread.run(ANSWERS, 'market');
    expect(run).toMatchObject({ ok: true, value: { kind: 'imported', bars: 2_704, duplicates: 0 } });
    expect(progress.map(({ phase }) => phase)).toContain('reading');
    expect(progress.at(-1)).toMatchObject({ phase: 'writing', rows: 2_704 });
    await thread.close();
    expect(readdirSync(archive)).toEqual(['market']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is given up while it reads, and nothing of it is kept', async () => {
    const { thread, archive, progress } = opened((running) => void running.cancel());
    await thread.look([file(120_000)], ANSWERS);
    const run = await thread.run(ANSWERS, 'market');
    expect(run).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(progress.at(-1)?.bytes).toBeLessThan(progress.at(-1)?.totalBytes ?? 0);
    expect(readdirSync(archive)).toEqual([]);
    // It can be run again.
    await thread.look([file(676)], ANSWERS);
    expect(await thread.run(ANSWERS, 'market')).toMatchObject({ ok: true });
    await thread.close();
  });

  it('answers in words where its thread cannot start', async () => {
    const nowhere = pathToFileURL(join(temporaryFolder(), 'nothing.mjs'));
    const task = { id: 'i', exchange: 'NYSE', archive: 'x', temporary: 'y', now: 0 };
    const thread = new ImportThread(
      task,
      { onProgress: () => undefined, onLook: () => undefined },
      () => 0,
      nowhere,
    );
    expect(await thread.look(['x'], {})).toMatchObject({ ok: false, error: { code: 'import_failed' } });
    expect(await thread.run({}, 'x')).toMatchObject({ ok: false, error: { code: 'import_failed' } });
  });
});
