import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { FaultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { ManualClock } from '../clock.ts';
import type { FileSystem } from '../durable/file-system.ts';
import { ConfigStore, type OpenedConfigStore } from './config-store.ts';
import { parseSessionConfig } from './parse-session-config.ts';

const clock = new ManualClock(epochMs(7_000));

function exampleConfig(): SessionConfig {
  const result = parseSessionConfig(readFileSync('assets/examples/simulated.json', 'utf8'), 'simulated.json');
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const EXAMPLE = exampleConfig();

function named(session_name: string): SessionConfig {
  return { ...EXAMPLE, session_name };
}

async function openAt(folder: string, files?: FileSystem): Promise<OpenedConfigStore> {
  const opened = await ConfigStore.open(folder, clock, files);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function folderWithVersions(count: number): Promise<string> {
  const folder = temporaryFolder();
  const { store } = await openAt(folder);
  for (let version = 1; version <= count; version += 1) {
    expect((await store.whenDurable(store.save(named(`version ${version}`)))).ok).toBe(true);
  }
  return folder;
}

it('a folder without a config is no failure', async () => {
  expect(await openAt(temporaryFolder())).toMatchObject({ config: undefined, source: 'none', refused: [] });
});

it('what was saved is loaded, and five versions are kept', async () => {
  const folder = await folderWithVersions(8);
  expect(await openAt(folder)).toMatchObject({
    config: { session_name: 'version 8' },
    source: 'file',
    changedOutside: false,
  });
  const kept = readdirSync(join(folder, 'generations')).sort();
  expect(kept.map((name) => Number(name.slice(15, 23)))).toEqual([4, 5, 6, 7, 8]);
});

it('many saves in one go are one write, and all are acknowledged', async () => {
  const folder = temporaryFolder();
  const { store } = await openAt(folder);
  const numbers = Array.from({ length: 100 }, (_, index) => store.save(named(`version ${index}`)));
  const results = await Promise.all(numbers.map((number) => store.whenDurable(number)));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(readdirSync(join(folder, 'generations')).length).toBeLessThan(3);
  expect((await openAt(folder)).config?.session_name).toBe('version 99');
});

it('a file that does not parse is kept as it is in quarantine, and the newest version stands in', async () => {
  const folder = await folderWithVersions(3);
  const path = join(folder, 'session_config.json');
  const bytes = Buffer.concat([readFileSync(path).subarray(0, -1), Buffer.from([0xff])]);
  writeFileSync(path, bytes);
  const opened = await openAt(folder);
  expect(opened).toMatchObject({ config: { session_name: 'version 3' }, source: 'generation' });
  expect(opened.refused.length).toBe(1);
  expect(readFileSync(opened.refused[0]?.keptAs ?? '').equals(bytes)).toBe(true);
  await opened.store.whenDurable(opened.store.save(named('version 4')));
  expect((await openAt(folder)).config?.session_name).toBe('version 4');
});

it('a version whose bytes have changed is passed over', async () => {
  const folder = await folderWithVersions(3);
  rmSync(join(folder, 'session_config.json'));
  const newest = readdirSync(join(folder, 'generations')).sort().at(-1) ?? '';
  const path = join(folder, 'generations', newest);
  writeFileSync(path, readFileSync(path, 'utf8').replace('version 3', 'version 9'));
  const opened = await openAt(folder);
  expect(opened.config?.session_name).toBe('version 2');
  expect(opened.refused[0]?.failure.message).toContain('cannot be used');
});

it('whatever happens to the file or to one version, a config is loaded and no byte is lost', async () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('zero', 'cut', 'flip'),
  });
  const folder = await folderWithVersions(3);
  const main = readFileSync(join(folder, 'session_config.json'));
  await fc.assert(
    fc.asyncProperty(damage, async ({ at, kind }) => {
      const bytes = damaged(main, Math.floor(at * (main.length - 1)), kind);
      writeFileSync(join(folder, 'session_config.json'), bytes);
      const opened = await openAt(folder);
      expect(opened.config).toBeDefined();
      expect(opened.source === 'generation' || opened.changedOutside).toBe(true);
      const kept = opened.refused[0]?.keptAs ?? join(folder, 'session_config.json');
      expect(readFileSync(kept).equals(bytes)).toBe(true);
      rmSync(join(folder, 'quarantine'), { recursive: true, force: true });
    }),
    { numRuns: 300 },
  );
});

function damaged(bytes: Buffer, at: number, kind: string): Buffer {
  const copy = Buffer.from(bytes);
  if (kind === 'cut') return copy.subarray(0, at);
  if (kind === 'zero') copy.fill(0, at, Math.min(at + 512, copy.length));
  else copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

it('a disk that refuses is shown, the old file stands, and the config goes out later', async () => {
  const folder = await folderWithVersions(1);
  const faulty = new FaultyFiles({ capacity: 100 });
  const { store } = await openAt(folder, faulty);
  const number = store.save(named('version 2'));
  expect(await store.whenDurable(number)).toMatchObject({ ok: false, error: { code: 'disk_full' } });
  expect(store.notSaved).toMatchObject({ since: 7_000 });
  expect((await openAt(folder)).config?.session_name).toBe('version 1');
  faulty.plan.capacity = 1_000_000;
  expect((await store.whenDurable(number)).ok).toBe(true);
  expect(store.notSaved).toBeUndefined();
  expect((await openAt(folder)).config?.session_name).toBe('version 2');
});

it('where a bad file cannot be put aside, the folder is not opened and the file stays', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'generations'));
  writeFileSync(join(folder, 'session_config.json'), 'mine');
  const opened = await ConfigStore.open(
    folder,
    clock,
    new FaultyFiles({ blockedRenames: 1, renameCode: 'EROFS' }),
  );
  expect(opened).toMatchObject({ ok: false });
  expect(readFileSync(join(folder, 'session_config.json'), 'utf8')).toBe('mine');
});
