import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/ipc/requests/product.ts';
import { FaultyFiles } from '../testing/faulty-files.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { SettingsStore } from './settings-store.ts';

const LIGHT: Settings = { ...DEFAULT_SETTINGS, theme: 'light' };
const SAFE: Settings = { ...DEFAULT_SETTINGS, palette: 'colour_safe' };

function folderWith(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  return folder;
}

describe('the settings file', () => {
  it('is not needed: the defaults are used and nothing is said', async () => {
    expect(await new SettingsStore(temporaryFolder()).read()).toEqual({
      settings: DEFAULT_SETTINGS,
      notice: null,
    });
  });

  it('gives the next start what was set, and keeps the version before it', async () => {
    const folder = temporaryFolder();
    const store = new SettingsStore(folder);
    expect(await store.write(LIGHT)).toEqual({ ok: true, value: null });
    expect(await store.write(SAFE)).toEqual({ ok: true, value: null });

    expect((await store.read()).settings).toEqual(SAFE);
    expect(await new SettingsStore(folder).read()).toEqual({ settings: SAFE, notice: null });
    expect(JSON.parse(readFileSync(join(folder, 'settings.json.previous'), 'utf8'))).toEqual(LIGHT);
  });

  it('of an older version gets the defaults of what it does not know', async () => {
    const folder = folderWith('{"theme": "light"}');
    expect(await new SettingsStore(folder).read()).toEqual({ settings: LIGHT, notice: null });
  });

  const damaged: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['cut off', '{"theme": "li', 'not JSON'],
    ['of another shape', '[1]', 'not a JSON object'],
    [
      'with a value that is not allowed',
      '{"theme": "pink"}',
      'theme is "pink"; allowed: "dark" | "light" | "system"',
    ],
    ['with a key that nobody knows', '{"colour": 1}', 'colour is not a setting'],
    ['with a key that reaches a prototype', '{"__proto__": {"theme": "light"}}', 'not JSON'],
    ['that is not text', new Uint8Array([0xff, 0xfe, 0x00]), 'UTF-8'],
    ['that is far too large', ' '.repeat(70_000), '70000 bytes'],
  ];
  for (const [what, content, cause] of damaged) {
    it(`${what} is put aside with its bytes, the version before it is used, and the user is told`, async () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'settings.json'), content);
      writeFileSync(join(folder, 'settings.json.previous'), JSON.stringify(LIGHT));

      const { settings, notice } = await new SettingsStore(folder).read();

      expect(settings).toEqual(LIGHT);
      expect(notice).toContain('settings.json could not be used');
      expect(notice).toContain(cause);
      expect(notice).toContain('the version before it is used');
      expect(notice).toContain(join('quarantine', '1-settings.json'));
      const kept = readFileSync(join(folder, 'quarantine', '1-settings.json'));
      expect(kept.equals(Buffer.from(content))).toBe(true);
      expect(await new SettingsStore(folder).read()).toEqual({ settings: LIGHT, notice: null });
    });
  }

  it('falls back to the defaults where the version before it is damaged too', async () => {
    const folder = folderWith('{');
    writeFileSync(join(folder, 'settings.json.previous'), 'also not');
    const { settings, notice } = await new SettingsStore(folder).read();
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(notice).toContain('the defaults are used');
    expect(readdirSync(join(folder, 'quarantine')).sort()).toEqual([
      '1-settings.json',
      '1-settings.json.previous',
    ]);
  });

  it('that can be neither read nor put aside is never written over', async () => {
    const folder = folderWith('{"theme": "pink"}');
    const files = new FaultyFiles({ blockedRenames: 1_000, renameCode: 'EROFS' });
    const store = new SettingsStore(folder, files);

    expect((await store.read()).notice).toContain('left where it is');
    const saved = await store.write(LIGHT);

    expect(saved.ok).toBe(false);
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('{"theme": "pink"}');
    expect((await store.read()).settings).toEqual(DEFAULT_SETTINGS);
  });

  it('stays as it was on a full disk, and so do the settings', async () => {
    const folder = temporaryFolder();
    await new SettingsStore(folder).write(LIGHT);
    const store = new SettingsStore(folder, new FaultyFiles({ capacity: 0 }));

    const saved = await store.write(SAFE);

    expect(saved).toMatchObject({ ok: false, error: { code: 'disk_full' } });
    expect((await store.read()).settings).toEqual(LIGHT);
    expect((await new SettingsStore(folder).read()).settings).toEqual(LIGHT);
  });

  it('takes saves that overlap in their order', async () => {
    const folder = temporaryFolder();
    const store = new SettingsStore(folder);
    await Promise.all([store.write(LIGHT), store.write(SAFE), store.write(DEFAULT_SETTINGS)]);
    expect((await new SettingsStore(folder).read()).settings).toEqual(DEFAULT_SETTINGS);
  });

  it('is not taken from a folder of that name', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'settings.json'));
    const { settings, notice } = await new SettingsStore(folder).read();
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(notice).toContain('settings.json could not be used');
  });
});
