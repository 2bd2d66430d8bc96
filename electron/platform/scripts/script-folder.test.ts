import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { sha256Of } from './read-script.ts';
import { ScriptFolder } from './script-folder.ts';
import { SCRIPT_KIT } from './script-kit.ts';
import { TrustedScripts } from './trusted-scripts.ts';

const AT = '2026-11-23T03:00:00.000Z';
const SCAN = 'export function scan() {}\n';
const hashOf = (text: string) => sha256Of(Buffer.from(text));

/** A folder of scripts with these files in it; `again` is what the next start of the program sees. */
function scriptsWith(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = temporaryFolder();
  const path = join(root, 'scripts');
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  const again = () => new ScriptFolder(path, new TrustedScripts(root), SCRIPT_KIT);
  return { root, path, again, folder: again() };
}

describe('the folder of scripts', () => {
  it('runs nothing that is not trusted, and what is trusted after a restart too', async () => {
    const { folder, again } = scriptsWith({ 'a.js': SCAN });
    expect(await folder.find('a.js', hashOf(SCAN))).toMatchObject({
      ok: false,
      error: { code: 'script_untrusted', message: expect.stringContaining('a.js') },
    });
    expect(await folder.trust('a.js', hashOf(SCAN), AT)).toEqual({ ok: true, value: null });
    expect(await folder.find('a.js', hashOf(SCAN))).toEqual({
      ok: true,
      value: { file: 'a.js', text: SCAN },
    });
    expect(await again().find('a.js', hashOf(SCAN))).toMatchObject({ ok: true });
    await folder.untrust('a.js', hashOf(SCAN));
    expect(await again().find('a.js', hashOf(SCAN))).toMatchObject({ ok: false });
  });

  it('does not trust a changed file, and says so', async () => {
    const { folder, path } = scriptsWith({ 'a.js': SCAN });
    await folder.trust('a.js', hashOf(SCAN), AT);
    writeFileSync(join(path, 'a.js'), `${SCAN}//`);
    expect(await folder.list()).toMatchObject([{ file: 'a.js', trusted: false, changed: true }]);
    expect(await folder.find('a.js', hashOf(SCAN))).toMatchObject({ error: { code: 'script_changed' } });
    expect(await folder.find('a.js', hashOf(`${SCAN}//`))).toMatchObject({
      error: { code: 'script_untrusted' },
    });
  });

  it('trusts no version of a file any more once the trust is taken back, and says it so', async () => {
    const { folder, path, again } = scriptsWith({ 'a.js': SCAN, 'b.js': `${SCAN}// b` });
    await folder.trust('a.js', hashOf(SCAN), AT);
    await folder.trust('b.js', hashOf(`${SCAN}// b`), AT);
    writeFileSync(join(path, 'a.js'), `${SCAN}//`);
    await folder.trust('a.js', hashOf(`${SCAN}//`), AT);
    await folder.untrust('a.js', hashOf(`${SCAN}//`));
    expect(await folder.list()).toMatchObject([{ trusted: false, changed: false }, { trusted: true }]);
    writeFileSync(join(path, 'a.js'), SCAN);
    expect(await again().find('a.js', hashOf(SCAN))).toMatchObject({ error: { code: 'script_untrusted' } });
  });

  it('trusts the bytes that were shown, not those that came after', async () => {
    const { folder, path } = scriptsWith({ 'a.js': SCAN });
    const shown = await folder.read('a.js');
    writeFileSync(join(path, 'a.js'), 'export function scan() { for (;;); }');
    const trusted = await folder.trust('a.js', shown.ok ? shown.value.sha256 : '', AT);
    expect(trusted).toMatchObject({ ok: false, error: { code: 'script_changed' } });
    expect(await folder.list()).toMatchObject([{ trusted: false }]);
  });

  it.each([
    '../a.js',
    'a.js/../../b.js',
    '/etc/passwd',
    'A.js',
    'a.ts',
    '.js',
    'a b.js',
    'con:.js',
    `${'a'.repeat(90)}.js`,
    'a.js\0',
  ])('has no script called %j', async (name) => {
    const { folder } = scriptsWith({ 'a.js': SCAN });
    expect(await folder.read(name)).toMatchObject({ ok: false, error: { code: 'script_name' } });
  });

  it('follows no link, and reads nothing that is too large or no text', async () => {
    const { folder, path, root } = scriptsWith({
      'large.js': ' '.repeat(300_000),
      'bytes.js': Uint8Array.of(0xff, 0xfe, 0x00),
      'good.js': SCAN,
    });
    writeFileSync(join(root, 'secret.js'), SCAN);
    symlinkSync(join(root, 'secret.js'), join(path, 'link.js'));
    mkdirSync(join(path, 'folder.js'));
    expect((await folder.list()).map(({ file }) => file)).toEqual(['good.js']);
    for (const [file, code] of [
      ['link.js', 'script_no_file'],
      ['folder.js', 'script_no_file'],
      ['large.js', 'script_too_large'],
      ['bytes.js', 'script_unreadable'],
      ['none.js', 'script_missing'],
    ] as const) {
      expect(await folder.read(file)).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('takes a copy of a file under a name of its own, beside what is there, and trusts it no more than before', async () => {
    const { folder, root, path } = scriptsWith({ 'my-scan-2.js': SCAN });
    const source = join(root, 'My Scan (2).js');
    writeFileSync(source, 'export function scan() { return 1; }');
    expect(await folder.import(source)).toEqual({ ok: true, value: 'my-scan-2-2.js' });
    expect(await folder.import(source)).toEqual({ ok: true, value: 'my-scan-2-2.js' });
    expect(readFileSync(join(path, 'my-scan-2.js'), 'utf8')).toBe(SCAN);
    expect((await folder.list()).map(({ file, trusted }) => `${file} ${trusted}`)).toEqual([
      'my-scan-2-2.js false',
      'my-scan-2.js false',
    ]);
  });

  it('begins a new script with the template, and tells editors what there is', async () => {
    const { folder, path } = scriptsWith();
    expect(await folder.create()).toEqual({ ok: true, value: 'my-scan.js' });
    expect(readFileSync(join(path, 'my-scan.js'), 'utf8')).toBe(SCRIPT_KIT.template);
    expect(readFileSync(join(path, 'scanner.d.ts'), 'utf8')).toContain('interface ScanContext');
    expect(await folder.list()).toMatchObject([{ file: 'my-scan.js', trusted: false }]);
  });

  it('trusts nothing where its list of trust cannot be read, and keeps the original', async () => {
    const { folder, root } = scriptsWith({ 'a.js': SCAN });
    writeFileSync(join(root, 'trusted-scripts.json'), '{"format": 1, "scripts": "all"}');
    expect(await folder.find('a.js', hashOf(SCAN))).toMatchObject({ ok: false });
    expect(await folder.trust('a.js', hashOf(SCAN), AT)).toEqual({ ok: true, value: null });
    expect(await folder.find('a.js', hashOf(SCAN))).toMatchObject({ ok: true });
  });
});
