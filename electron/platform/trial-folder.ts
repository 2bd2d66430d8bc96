import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'tapedeck-smoke-';

/** User data folder of a trial run, named by its process. */
export function trialFolder(processId: number): string {
  return join(tmpdir(), `${PREFIX}${processId}`);
}

/**
 * Removes the folders of trial runs that have ended. A run cannot remove its own:
 * Chromium writes into it to the very end, and hangs where it is gone.
 */
export function sweepTrialFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || isRunning(Number(name.slice(PREFIX.length)))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    // The signal may be forbidden only where there is a process to forbid it for.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
