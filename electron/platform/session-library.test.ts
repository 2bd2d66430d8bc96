import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { keptConfig } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { SESSIONS_KEPT, SessionLibrary } from './session-library.ts';

let root: string;
let library: SessionLibrary;
beforeEach(() => {
  root = join(temporaryFolder(), 'sessions');
  library = new SessionLibrary(root);
});

const start = (name: string) => ({
  config: { ...keptConfig(), session_name: name },
  dataFolder: '/market/data',
});

it('knows of no session before the first', async () => {
  expect(await library.newest()).toBeUndefined();
  expect(await library.newestMark()).toBeNull();
  expect(existsSync(root)).toBe(false);
});

it('gives each session a folder of its own, with what it began with', async () => {
  await library.create(start('Simulated exchange'));
  await library.create(start('../..: Größe & Co'));
  await library.create(start('株'));
  expect(readdirSync(root).sort()).toEqual(['1-simulated-exchange', '2-gro-e-co', '3-session']);
  const newest = await library.newest();
  expect(await newest?.start()).toEqual(start('株'));
  expect(await newest?.leftAs()).toBe('closed');
});

it('keeps the newest ten, and goes on counting', async () => {
  for (let number = 1; number <= SESSIONS_KEPT + 3; number += 1) {
    await library.create(start(`Day ${number}`));
    await library.prune();
  }
  const numbers = readdirSync(root).map((name) => Number(name.split('-')[0]));
  expect(numbers.sort((left, right) => left - right)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

it('does not take a session for the last one that never stood, and forgets it at the next start', async () => {
  const stood = await library.create(start('Day'));
  const never = await library.create(start('Night'));
  await never.mark('new');
  expect((await library.newest())?.path).toBe(stood.path);
  expect(await library.sweep()).toBe(1);
  expect(readdirSync(root)).toEqual(['1-day']);
  expect(await library.sweep()).toBe(0);
});

it('leaves anything else in its folder alone', async () => {
  await library.create(start('Day'));
  writeFileSync(join(root, 'notes.txt'), 'mine');
  for (let number = 1; number <= SESSIONS_KEPT; number += 1) await library.create(start('Day'));
  await library.prune();
  expect(readFileSync(join(root, 'notes.txt'), 'utf8')).toBe('mine');
});

it.each(['starting_config.json', 'origin.json'])(
  'opens a session whose %s is damaged, and says so',
  async (name) => {
    const { path } = await library.create(start('Day'));
    const bytes = readFileSync(join(path, name));
    bytes[2] = 0xff;
    writeFileSync(join(path, name), bytes);
    const folder = await library.newest();
    expect(await folder?.start()).toEqual(start('Day'));
    expect((await folder?.notices())?.join()).toContain(`${name} could not be used`);
  },
);

it('says which session cannot be opened where nothing of it can be read', async () => {
  const { path } = await library.create(start('Day'));
  for (const name of ['starting_config.json', 'starting_config.json.previous'])
    writeFileSync(join(path, name), '{');
  const folder = await library.newest();
  await expect(folder?.start()).rejects.toThrow(/cannot be opened: .*starting_config\.json/);
});
