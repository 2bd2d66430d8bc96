import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { runHeadless, temporaryFolder } from './pages/launch.ts';

const CONFIG = resolve(import.meta.dirname, '../assets/examples/simulated.json');

test('what Node proves, Electron plays again to the byte, and finds out what was changed', async () => {
  const folder = temporaryFolder();
  const proof = join(folder.path, 'proof.json');
  const until = '2026-11-20T14:40:00Z';
  const proven = await runHeadless('node', [
    'prove',
    '--config',
    CONFIG,
    '--until',
    until,
    '--out',
    proof,
    '--json',
  ]);
  expect(proven).toMatchObject({ code: 0, stderr: '' });
  const { event_log_hash: hash, events } = JSON.parse(proven.stdout) as Record<string, unknown>;

  const equal = await runHeadless('electron', ['verify', proof, '--json']);
  expect(JSON.parse(equal.stdout)).toMatchObject({
    equal: true,
    event_log_hash: hash,
    events,
    differing_data: [],
  });
  expect(equal.code).toBe(0);

  writeFileSync(proof, readFileSync(proof, 'utf8').replace('"seed": 42', '"seed": 43'));
  const changed = await runHeadless('electron', ['verify', proof, '--json']);
  expect(JSON.parse(changed.stdout)).toMatchObject({
    equal: false,
    difference: { line: expect.any(Number) },
  });
  expect(changed.code).toBe(3);
  folder.remove();
});
