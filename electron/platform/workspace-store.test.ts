import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { WorkspaceStore } from './workspace-store.ts';

describe('the workspace file', () => {
  it('is not there at first', async () => {
    expect(await new WorkspaceStore(temporaryFolder()).read()).toEqual({ json: null, notice: null });
  });

  it('comes back byte for byte', async () => {
    const folder = temporaryFolder();
    const json = '{"layouts": [{"name": "Scan — größer"}]}';
    await new WorkspaceStore(folder).write(json);
    expect(await new WorkspaceStore(folder).read()).toEqual({ json, notice: null });
  });

  it('takes nothing but a JSON object, and keeps what it has', async () => {
    const store = new WorkspaceStore(temporaryFolder());
    await store.write('{"a":1}');
    expect(await store.write('{"a":')).toMatchObject({ ok: false, error: { code: 'layout_invalid' } });
    expect(await store.write('7')).toMatchObject({ ok: false, error: { code: 'layout_invalid' } });
    expect((await store.read()).json).toBe('{"a":1}');
  });

  it('that is damaged is put aside and the version before it is used', async () => {
    const folder = temporaryFolder();
    const store = new WorkspaceStore(folder);
    await store.write('{"a":1}');
    await store.write('{"a":2}');
    writeFileSync(join(folder, 'layouts', 'workspace.json'), '{"a":2');

    const { json, notice } = await new WorkspaceStore(folder).read();

    expect(json).toBe('{"a":1}');
    expect(notice).toContain('Layout: workspace.json could not be used');
    expect(readFileSync(join(folder, 'layouts', 'quarantine', '1-workspace.json'), 'utf8')).toBe('{"a":2');
  });

  it('is saved in a folder that is made for it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'other'));
    expect(await new WorkspaceStore(join(folder, 'other')).write('{}')).toEqual({ ok: true, value: null });
  });
});
