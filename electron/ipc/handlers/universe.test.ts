import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FakeSession } from '../../testing/fake-session.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { SessionHost } from '../session-host.ts';
import { universeHandlers } from './universe.ts';

const folder = temporaryFolder();

async function reading(bytes: Buffer) {
  const path = join(folder, 'list.csv');
  writeFileSync(path, bytes);
  const host = new SessionHost(() => undefined);
  await host.open(async () => new FakeSession(3));
  const handlers = universeHandlers(host, { chooseSymbols: async () => path });
  return handlers['universe.chooseFile'](undefined);
}

const TEXT = 'Société;Symbole\nUnbekannt;ZZZZ\n';

it.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16, as spreadsheets write it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['a western code page', Buffer.from(TEXT, 'latin1')],
])('a file of symbols is read in %s', async (_what, bytes) => {
  expect(await reading(bytes)).toMatchObject({
    value: { file: 'list.csv', read: { symbols: [], unknown: [{ text: 'ZZZZ', line: 2 }] } },
  });
});

it.each([
  ['nothing in it', Buffer.alloc(0), 'it is empty'],
  ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0]), 'a zip archive or an Excel workbook'],
  ['no text', Buffer.from(Array.from({ length: 500 }, (_unused, at) => at % 7)), 'it is no text'],
])('a file with %s is refused in words that say what it is', async (_what, bytes, words) => {
  expect(await reading(bytes)).toMatchObject({
    error: { code: 'file_not_read', message: expect.stringContaining(words) },
  });
});
