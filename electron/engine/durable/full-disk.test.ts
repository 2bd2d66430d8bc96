import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { AppendOnlyFile } from './append-only-file.ts';
import { writeDurably } from './write-durably.ts';

const KIBIBYTE = 1_024;
const DISK_KIBIBYTES = 256;

/** A disk of 256 KiB in memory; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_KIBIBYTES}k`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  // Hooks run in reverse order: the disk is gone before its folder is removed.
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

const WHY_SKIPPED = 'needs root on Linux and the right to mount a disk in memory';

it('on a disk that really is full, at 64 levels, the old file stands and the ledger keeps its lines', async (context) => {
  const folder = smallDisk();
  if (folder === undefined) return context.skip(WHY_SKIPPED);
  const path = join(folder, 'session_config.json');
  const ledgerPath = join(folder, 'ledger.jsonl');
  const old = 'old '.repeat(2 * KIBIBYTE);
  const line = `${'a line of the ledger '.repeat(600)}\n`;
  let refusedWrites = 0;
  let refusedLines = 0;
  for (let level = 0; level < 64; level += 1) {
    rmSync(ledgerPath, { force: true });
    rmSync(join(folder, 'filler'), { force: true });
    expect((await writeDurably(path, old)).ok).toBe(true);
    const opened = await AppendOnlyFile.open(ledgerPath);
    if (!opened.ok) throw new Error(opened.error.message);
    expect((await opened.value.file.append('first\n')).ok).toBe(true);
    writeFileSync(
      join(folder, 'filler'),
      Buffer.alloc((DISK_KIBIBYTES - 12 - level) * KIBIBYTE - 4 * KIBIBYTE),
    );

    const replacement = 'new '.repeat(8 * KIBIBYTE);
    const written = await writeDurably(path, replacement);
    expect(readFileSync(path, 'utf8') === (written.ok ? replacement : old)).toBe(true);
    if (!written.ok) expect(written.error.code).toBe('disk_full');
    refusedWrites += written.ok ? 0 : 1;

    const appended = await opened.value.file.append(line);
    expect(readFileSync(ledgerPath, 'utf8')).toBe(appended.ok ? `first\n${line}` : 'first\n');
    refusedLines += appended.ok ? 0 : 1;
    await opened.value.file.close();
    expect(readdirSync(folder).sort()).toEqual(['filler', 'ledger.jsonl', 'session_config.json']);
  }
  expect(refusedWrites).toBeGreaterThan(10);
  expect(refusedWrites).toBeLessThan(64);
  expect(refusedLines).toBeGreaterThan(1);
});
