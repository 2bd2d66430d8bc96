import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { positionFile, type SessionMark } from './position-file.ts';
import { SessionFolder, type SessionStart } from './session-folder.ts';

/** Sessions that are kept; older ones are deleted. */
export const SESSIONS_KEPT = 10;

const NAME = /^(\d{1,9})-[a-z0-9-]+$/;
const SLUG_LENGTH = 40;

/** Every session that was opened, each in a folder of its own: `12-simulated-exchange`. The newest is the last one. */
export class SessionLibrary {
  /** @param root the folder of the folders; made with the first session */
  constructor(readonly root: string) {}

  /** Makes the folder of a new session. Rejects where the disk refuses. */
  async create(start: SessionStart): Promise<SessionFolder> {
    await mkdir(this.root, { recursive: true });
    const [newest = ''] = await this.#names();
    const name = `${numberOf(newest) + 1}-${slugOf(start.config.session_name)}`;
    return SessionFolder.create(join(this.root, name), start);
  }

  /** Deletes the oldest sessions beyond those that are kept, as far as the system lets it. */
  async prune(): Promise<void> {
    for (const name of (await this.#names()).slice(SESSIONS_KEPT)) await this.discard(this.#folder(name));
  }

  /** Deletes the folder of a session that could not be opened, as far as the system lets it. */
  async discard(folder: SessionFolder): Promise<void> {
    await rm(folder.path, { recursive: true, force: true }).catch(() => undefined);
  }

  /** The session that was opened last; undefined where none was. One that never stood is none. */
  async newest(): Promise<SessionFolder | undefined> {
    for (const name of await this.#names()) {
      const folder = this.#folder(name);
      if ((await folder.leftAs()) !== 'new') return folder;
    }
    return undefined;
  }

  /** At the start of the program: deletes what it was opening for the first time when it ended. Answers how many. */
  async sweep(): Promise<number> {
    let swept = 0;
    for (const name of await this.#names()) {
      const folder = this.#folder(name);
      if ((await folder.leftAs()) !== 'new') continue;
      await this.discard(folder);
      swept += 1;
    }
    return swept;
  }

  /** Where the last session stood; null where nothing tells of it. */
  async newestMark(): Promise<SessionMark | null> {
    const folder = await this.newest();
    return folder === undefined ? null : (await positionFile(folder.path).load()).value;
  }

  #folder(name: string): SessionFolder {
    return new SessionFolder(join(this.root, name));
  }

  /** Names of the folders, newest first. */
  async #names(): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
      .map(({ name }) => name)
      .sort((left, right) => numberOf(right) - numberOf(left));
  }
}

function numberOf(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? 0);
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'session' : slug;
}
