import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writesOver } from './writes-over.ts';

it('finds a config that a run would replace, by its own name or through links', () => {
  const root = temporaryFolder();
  const out = join(root, 'out');
  mkdirSync(out);
  const config = join(out, 'session_config.json');
  writeFileSync(config, '{}');
  symlinkSync(config, join(root, 'link.json'));
  symlinkSync(out, join(root, 'other'));
  expect(writesOver(config, out)).toBe(true);
  expect(writesOver(join(root, 'link.json'), out)).toBe(true);
  expect(writesOver(config, join(root, 'other'))).toBe(true);
  expect(writesOver(join(out, 'hits.jsonl'), join(root, 'other'))).toBe(true);
});

it('leaves any other config alone, and folders that are not there yet', () => {
  const root = temporaryFolder();
  const config = join(root, 'my.json');
  writeFileSync(config, '{}');
  expect(writesOver(config, root)).toBe(false);
  expect(writesOver(config, join(root, 'new', 'folder'))).toBe(false);
  expect(writesOver(join(root, 'new', 'session_config.json'), join(root, 'new'))).toBe(true);
});
