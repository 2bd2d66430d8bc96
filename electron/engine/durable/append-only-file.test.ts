import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FaultyFiles } from '../../testing/faulty-files.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { AppendOnlyFile } from './append-only-file.ts';
import type { FileSystem } from './file-system.ts';

async function openAt(path: string, files?: FileSystem) {
  const opened = await AppendOnlyFile.open(path, files);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

it('what was appended is there when the file is opened again', async () => {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const first = await openAt(path);
  expect(first.text).toBe('');
  await first.file.append('one\ntwo\n');
  await first.file.append('three é\n');
  await first.file.close();
  const second = await openAt(path);
  expect(second.text).toBe('one\ntwo\nthree é\n');
  expect(second.quarantined).toBeUndefined();
  await second.file.close();
});

it('a torn last line is cut at the start, and the original kept', async () => {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const whole = 'one\ntwo é\n';
  const tail = Buffer.from('thr\u0000é');
  for (let length = 1; length <= tail.length; length += 1) {
    const original = Buffer.concat([Buffer.from(whole), tail.subarray(0, length)]);
    writeFileSync(path, original);
    const { file, text, quarantined } = await openAt(path);
    await file.append('next\n');
    await file.close();
    expect(text).toBe(whole);
    expect(readFileSync(path, 'utf8')).toBe(`${whole}next\n`);
    expect(readFileSync(quarantined ?? '').equals(original)).toBe(true);
  }
});

it('a failed append leaves nothing of itself, at whatever byte the disk is full', async () => {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const faulty = new FaultyFiles({ largestWrite: 5 });
  const { file } = await openAt(path, faulty);
  await file.append('good\n');
  const line = 'a line that does not fit\n';
  for (let capacity = 0; capacity < line.length; capacity += 1) {
    faulty.plan.capacity = capacity;
    expect(await file.append(line)).toMatchObject({ ok: false, error: { code: 'disk_full' } });
    expect(readFileSync(path, 'utf8')).toBe('good\n');
  }
  delete faulty.plan.capacity;
  expect((await file.append(line)).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(`good\n${line}`);
  await file.close();
});

it('what could not even be cut off is cut off before the next append', async () => {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const faulty = new FaultyFiles({ capacity: 8, failingTruncate: true });
  const { file } = await openAt(path, faulty);
  await file.append('good\n');
  expect((await file.append('half a line\n')).ok).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('good\nhal');
  faulty.plan.capacity = 1_000;
  expect((await file.append('next\n')).ok).toBe(false);
  faulty.plan.failingTruncate = false;
  expect((await file.append('next\n')).ok).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('good\nnext\n');
  await file.close();
});

it('an append whose sync fails is not acknowledged and not kept', async () => {
  const path = join(temporaryFolder(), 'ledger.jsonl');
  const faulty = new FaultyFiles({});
  const { file } = await openAt(path, faulty);
  faulty.plan.failingSyncs = 1;
  expect((await file.append('one\n')).ok).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('');
  await file.close();
});
