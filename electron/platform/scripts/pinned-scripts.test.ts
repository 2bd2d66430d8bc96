import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { pinnedScripts } from './pinned-scripts.ts';
import { sha256Of } from './read-script.ts';

const TEXT = 'export function scan() {}';
const HASH = sha256Of(Buffer.from(TEXT));

it('a terminal runs the scripts whose hashes it was given, and says how to give one', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.js'), TEXT);
  expect(await pinnedScripts(folder, [HASH]).find('a.js', HASH)).toEqual({
    ok: true,
    value: { file: 'a.js', text: TEXT },
  });
  expect(await pinnedScripts(folder, []).find('a.js', HASH)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining(`--trust-script ${HASH}`) },
  });
  const other = '0'.repeat(64);
  expect(await pinnedScripts(folder, [HASH, other]).find('a.js', other)).toMatchObject({
    ok: false,
    error: { code: 'script_changed' },
  });
  expect(await pinnedScripts(folder, [HASH]).find('b.js', HASH)).toMatchObject({
    ok: false,
    error: { code: 'script_missing' },
  });
});
