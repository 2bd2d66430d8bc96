import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { simulatedConfig } from '../../testing/simulated-session.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { pinnedScripts, requireScripts } from './pinned-scripts.ts';
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

it('a terminal runs what a session kept of a script, whatever became of the file', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${HASH}.js`), TEXT);
  writeFileSync(join(folder, 'a.js'), `${TEXT}// later`);
  expect(await pinnedScripts(folder, [HASH]).find('a.js', HASH)).toMatchObject({ value: { text: TEXT } });
  expect(await pinnedScripts(folder, []).find('a.js', HASH)).toMatchObject({
    error: { message: expect.stringContaining(`--trust-script ${HASH}`) },
  });
  writeFileSync(join(folder, `${HASH}.js`), `${TEXT}// forged`);
  expect(await pinnedScripts(folder, [HASH]).find('a.js', HASH)).toMatchObject({
    error: { code: 'script_changed' },
  });
});

it('a terminal plays no config whose scripts may not run, unless they are switched off', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.js'), TEXT);
  const scanner = { name: 'mine', kind: 'script', config: { file: 'a.js', sha256: HASH } };
  const config = simulatedConfig({ data: { scanners: [scanner] } });
  await expect(requireScripts(config, pinnedScripts(folder, [HASH]))).resolves.toBeUndefined();
  await expect(requireScripts(config, pinnedScripts(folder, []))).rejects.toThrow(
    `Scanner mine: The script a.js is not trusted: give --trust-script ${HASH}`,
  );
  const off = simulatedConfig({ data: { scanners: [{ ...scanner, enabled: false }] } });
  await expect(requireScripts(off, pinnedScripts(folder, []))).resolves.toBeUndefined();
});
