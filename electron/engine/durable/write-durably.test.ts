import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type FaultPlan, FaultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { sweepTemporaryFiles, writeDurably } from './write-durably.ts';

const OLD = 'the old content\n';
const NEW = `${'the new content, longer than the old one\n'.repeat(25)}`;

const noPause = () => Promise.resolve();

function folderWithOldFile(): { folder: string; path: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'state.json');
  writeFileSync(path, OLD);
  return { folder, path };
}

async function writeWith(plan: FaultPlan, path: string) {
  return writeDurably(path, NEW, new FaultyFiles(plan), noPause);
}

it('writes text and bytes, over an old file and where there is none', async () => {
  const { folder, path } = folderWithOldFile();
  expect(await writeDurably(path, 'é😀')).toEqual({ ok: true, value: undefined });
  expect(readFileSync(path, 'utf8')).toBe('é😀');
  await writeDurably(join(folder, 'other'), new Uint8Array([0, 255]));
  expect([...readFileSync(join(folder, 'other'))]).toEqual([0, 255]);
  expect(readdirSync(folder).sort()).toEqual(['other', 'state.json']);
});

it('writes every byte when the system takes few at a time', async () => {
  const { path } = folderWithOldFile();
  expect((await writeWith({ largestWrite: 7 }, path)).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(NEW);
});

it.each([true, false])(
  'a disk that is full at any byte leaves the old file (silent: %s)',
  async (silentWhenFull) => {
    const { folder, path } = folderWithOldFile();
    for (let capacity = 0; capacity < NEW.length; capacity += 16) {
      const result = await writeWith({ capacity, silentWhenFull, largestWrite: 100 }, path);
      expect(result).toMatchObject({
        ok: false,
        error: { code: silentWhenFull ? 'write_failed' : 'disk_full' },
      });
      expect(readFileSync(path, 'utf8')).toBe(OLD);
      expect(readdirSync(folder)).toEqual(['state.json']);
    }
    expect((await writeWith({ capacity: NEW.length }, path)).ok).toBe(true);
  },
);

it('a disk that cannot sync the file leaves the old one', async () => {
  const { folder, path } = folderWithOldFile();
  expect((await writeWith({ failingSyncs: 1 }, path)).ok).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe(OLD);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

it.each(['EACCES', 'EPERM', 'EBUSY'])(
  'a rename that %s blocks for a while succeeds in the end',
  async (renameCode) => {
    const { path } = folderWithOldFile();
    const pauses: number[] = [];
    const files = new FaultyFiles({ blockedRenames: 9, renameCode });
    const result = await writeDurably(path, NEW, files, async (milliseconds) => pauses.push(milliseconds));
    expect(result.ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(NEW);
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 500, 500, 500]);
  },
);

it('a rename that stays blocked leaves the old file and says so', async () => {
  const { folder, path } = folderWithOldFile();
  const result = await writeWith({ blockedRenames: 10 }, path);
  expect(result).toMatchObject({ ok: false, error: { code: 'file_blocked' } });
  expect(readFileSync(path, 'utf8')).toBe(OLD);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

it('a folder that is gone is a refusal, not a crash', async () => {
  const result = await writeDurably(join(temporaryFolder(), 'nowhere', 'state.json'), NEW);
  expect(result).toMatchObject({ ok: false, error: { code: 'write_failed' } });
});

it('many writers of one file leave the whole content of one of them', async () => {
  const { folder, path } = folderWithOldFile();
  const contents = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(5_000));
  const results = await Promise.all(contents.map((content) => writeDurably(path, content)));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(contents).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(folder)).toEqual(['state.json']);
});

it('the sweep takes half-written files and nothing else', async () => {
  const { folder } = folderWithOldFile();
  for (const name of ['.state.json.12-0-3.tmp', '.hidden', 'note.tmp', '.a.tmp']) {
    writeFileSync(join(folder, name), 'x');
  }
  expect(await sweepTemporaryFiles(folder)).toEqual(['.state.json.12-0-3.tmp']);
  expect(readdirSync(folder).sort()).toEqual(['.a.tmp', '.hidden', 'note.tmp', 'state.json']);
});

it('the sweep leaves alone what this program is writing', async () => {
  const { folder, path } = folderWithOldFile();
  const swept: string[] = [];
  class SweptMeanwhile extends FaultyFiles {
    override async rename(from: string, to: string): Promise<void> {
      swept.push(...(await sweepTemporaryFiles(folder)));
      await super.rename(from, to);
    }
  }
  expect(await writeDurably(path, NEW, new SweptMeanwhile({}), noPause)).toMatchObject({ ok: true });
  expect(swept).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe(NEW);
});
