import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { DroppedScripts } from './dropped-scripts.ts';
import { sha256Of } from './read-script.ts';
import { ScriptFolder } from './script-folder.ts';
import { SCRIPT_KIT } from './script-kit.ts';
import { TrustedScripts } from './trusted-scripts.ts';

const SCAN = 'export function scan() {}\n';
const OTHER = `${SCAN}// another\n`;
const hashOf = (text: string) => sha256Of(Buffer.from(text));

/** A desk on which files lie that can be dropped, and the folder of scripts with these in it. */
function deskWith(scripts: Readonly<Record<string, string>> = {}) {
  const root = temporaryFolder();
  const path = join(root, 'scripts');
  mkdirSync(path);
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(path, name), text);
  const folder = new ScriptFolder(path, new TrustedScripts(root), SCRIPT_KIT);
  const desk = temporaryFolder();
  const lay = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(desk, name), content);
    return join(desk, name);
  };
  const names = () => readdirSync(path).filter((name) => name.endsWith('.js'));
  return { desk, folder, lay, names, path, dropped: new DroppedScripts(folder) };
}

it('a dropped script is copied once the user agrees, as it was shown, and never trusted by that', async () => {
  const { dropped, folder, lay, names, path } = deskWith();
  const file = lay('My Scan.JS', SCAN);
  expect(await dropped.look([file])).toEqual({
    ok: true,
    value: {
      ...{ file: 'my-scan.js', sha256: hashOf(SCAN), bytes: SCAN.length, lines: 2 },
      ...{ trusted: false, there: 'nothing' },
    },
  });
  expect(names()).toEqual([]);
  // What becomes of the file after it was shown does not come along.
  writeFileSync(file, 'export function scan() { for (;;); }');
  expect(await dropped.place(hashOf(OTHER), 'beside')).toMatchObject({ error: { code: 'script_dropped' } });
  expect(await dropped.place(hashOf(SCAN), 'beside')).toEqual({ ok: true, value: 'my-scan.js' });
  expect(readFileSync(join(path, 'my-scan.js'), 'utf8')).toBe(SCAN);
  expect(await folder.list()).toMatchObject([{ file: 'my-scan.js', trusted: false }]);
  expect(await dropped.place(hashOf(SCAN), 'beside')).toMatchObject({ error: { code: 'script_dropped' } });
});

it('another script of that name is replaced only where the user says so, and only the one that was meant', async () => {
  const { dropped, folder, lay, names, path } = deskWith({ 'a.js': OTHER });
  await folder.trust('a.js', hashOf(OTHER), '2026-11-23T05:00:00.000Z');
  const file = lay('a.js', SCAN);
  expect(await dropped.look([file])).toMatchObject({ value: { there: 'other', trusted: false } });
  expect(await dropped.place(hashOf(SCAN), 'beside')).toEqual({ ok: true, value: 'a-2.js' });
  expect(readFileSync(join(path, 'a.js'), 'utf8')).toBe(OTHER);
  await dropped.look([file]);
  expect(await dropped.place(hashOf(SCAN), 'instead')).toEqual({ ok: true, value: 'a.js' });
  expect(await folder.list()).toMatchObject([{ trusted: false }, { trusted: false, changed: true }]);
  expect(names()).toEqual(['a-2.js', 'a.js']);
  expect(await dropped.look([file])).toMatchObject({ value: { there: 'same' } });
  expect(await dropped.look([lay('a.js', OTHER)])).toMatchObject({
    value: { there: 'other', trusted: true },
  });
  writeFileSync(join(path, 'a.js'), `${SCAN}// by an editor meanwhile`);
  expect(await dropped.place(hashOf(OTHER), 'instead')).toMatchObject({ error: { code: 'script_changed' } });
  expect(readFileSync(join(path, 'a.js'), 'utf8')).toContain('by an editor');
});

it('what is no script is refused by what it is', async () => {
  const { desk, dropped, lay, names } = deskWith();
  mkdirSync(join(desk, 'folder.js'));
  for (const [paths, words] of [
    [[lay('a.ts', SCAN)], /a\.ts is no script: .* ends in \.js/],
    [[lay('a.js.txt', SCAN)], /a\.js\.txt is no script/],
    [[lay('a.js', SCAN), lay('b.js', SCAN)], /2 files were dropped: drop one script, alone/],
    [[lay('bytes.js', Uint8Array.of(0xff, 0xfe))], /bytes\.js cannot be read: it is not text/],
    [[lay('large.js', ' '.repeat(300_000))], /large\.js has 300000 bytes; allowed: 262144/],
    [[join(desk, 'folder.js')], /folder\.js is no plain file/],
    [[join(desk, 'gone.js')], /gone\.js is not there/],
    [[''], /no file of this computer/],
    [['scripts/a.js'], /no file of this computer/],
    [[], /no file of this computer/],
  ] as const) {
    const looked = await dropped.look(paths);
    expect(looked.ok ? '' : looked.error.message).toMatch(words);
  }
  expect(names()).toEqual([]);
});
