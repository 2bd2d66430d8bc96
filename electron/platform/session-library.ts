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

  /** Makes the folder of a new session and deletes the oldest beyond those that are kept. Rejects where the disk refuses. */
  async create(start: SessionStart): Promise<SessionFolder> {
    await mkdir(this.root, { recursive: true });
    const names = await this.#names();
    const number = numberOf(names[0] ?? '') + 1;
    const folder = await SessionFolder.create(
      join(this.root, `${number}-${slugOf(start.config.session_name)}`),
      start,
    );
    for (const name of names.slice(SESSIONS_KEPT - 1)) {
      await rm(join(this.root, name), { recursive: true, force: true });
    }
    return folder;
  }

  /** Deletes the folder of a session that could not be opened, as far as the system lets it. */
  async discard(folder: SessionFolder): Promise<void> {
    await rm(folder.path, { recursive: true, force: true }).catch(() => undefined);
  }

  /** The session that was opened last; undefined where none was. */
  async newest(): Promise<SessionFolder | undefined> {
    const [name] = await this.#names();
    return name === undefined ? undefined : new SessionFolder(join(this.root, name));
  }

  /** Where the last session stood; null where nothing tells of it. */
  async newestMark(): Promise<SessionMark | null> {
    const folder = await this.newest();
    return folder === undefined ? null : (await positionFile(folder.path).load()).value;
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
