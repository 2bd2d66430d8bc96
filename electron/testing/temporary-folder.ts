import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

// In the scope of the test file: folders are made in its hooks as well as in its tests.
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new, empty folder that is gone when the tests of the running file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-test-'));
  made.push(folder);
  return folder;
}
