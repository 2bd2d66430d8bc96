import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { RECORD_FILES, RunFiles } from './run-files.ts';

describe('the record files of a run', () => {
  it('hold every byte that was written, in its order, when they are closed', () => {
    const folder = join(temporaryFolder(), 'deep', 'er');
    const files = new RunFiles(folder);
    let expected = '';
    for (let line = 0; line < 20_000; line += 1) {
      const text = `{"line":${line},"name":"Zürich – 東京 💹"}\n`;
      files.events(text);
      expected += text;
    }
    files.hits('{"hit":1}\n');
    files.promotions('{"promotion":1}\n');
    files.loads('{"load":1}\n');
    files.close();
    const read = (name: string): string => readFileSync(join(folder, `${name}.jsonl`), 'utf8');
    expect(read('events') === expected).toBe(true);
    expect([read('hits'), read('promotions'), read('loads'), read('rejected')]).toEqual([
      '{"hit":1}\n',
      '{"promotion":1}\n',
      '{"load":1}\n',
      '',
    ]);
    expect(readdirSync(folder).sort()).toEqual(RECORD_FILES.map((name) => `${name}.jsonl`).sort());
  });

  it('are begun anew by the next run', () => {
    const folder = temporaryFolder();
    for (const text of ['{"a":1}\n{"a":2}\n', '{"b":1}\n']) {
      const files = new RunFiles(folder);
      files.rejected(text);
      files.close();
    }
    expect(readFileSync(join(folder, 'rejected.jsonl'), 'utf8')).toBe('{"b":1}\n');
  });
});

it.skipIf(!existsSync('/proc/self'))('end with words where no folder can be made (needs /proc)', () => {
  expect(() => new RunFiles('/proc/tapedeck/run')).toThrow('ENOENT');
});

it('end with words where a file stands in the way', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => new RunFiles(file)).toThrow('ENOTDIR');
});

describe.skipIf(!existsSync('/dev/full'))('on a full disk (needs /dev/full)', () => {
  function onFullDisk() {
    const folder = temporaryFolder();
    symlinkSync('/dev/full', join(folder, 'events.jsonl'));
    return { folder, files: new RunFiles(folder) };
  }

  it('throw as soon as bytes are written, and do not go on in silence', () => {
    const { files } = onFullDisk();
    files.events('{"small":1}\n');
    expect(() => files.events('x'.repeat(70_000))).toThrow('ENOSPC');
  });

  it('throw when they are closed, having closed the others whole', () => {
    const { files, folder } = onFullDisk();
    files.events('{"small":1}\n');
    files.hits('{"hit":1}\n');
    expect(() => files.close()).toThrow('ENOSPC');
    expect(readFileSync(join(folder, 'hits.jsonl'), 'utf8')).toBe('{"hit":1}\n');
  });
});
