// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashFiles, listFiles } from './source-hash.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-hash-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'a.ts'), 'one');
  writeFileSync(join(folder, 'sub', 'b.ts'), 'two');
  writeFileSync(join(folder, 'sub', 'b.test.ts'), 'test');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = () =>
  hashFiles(
    listFiles([folder, join(folder, 'absent')], (path) => !path.includes('.test.')),
    folder,
  );

describe('the hash of sources', () => {
  it('stays when nothing is changed, and when a test is', () => {
    const before = hash();
    writeFileSync(join(folder, 'sub', 'b.test.ts'), 'changed');
    expect(hash()).toBe(before);
  });

  it('changes with a content, a name and a new file', () => {
    const seen = new Set([hash()]);
    writeFileSync(join(folder, 'a.ts'), 'on');
    seen.add(hash());
    writeFileSync(join(folder, 'c.ts'), '');
    seen.add(hash());
    rmSync(join(folder, 'c.ts'));
    writeFileSync(join(folder, 'd.ts'), '');
    seen.add(hash());
    expect(seen.size).toBe(4);
  });

  it('does not depend on the order of the files or on where they lie', () => {
    const files = listFiles([folder], () => true);
    expect(hashFiles([...files].reverse(), folder)).toBe(hashFiles(files, folder));
  });
});
