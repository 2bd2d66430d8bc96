import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { serializeSessionConfig } from '../engine/config/export-session-config.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { writeDurably } from '../engine/durable/write-durably.ts';
import { KeptFile } from './kept-file.ts';

/** What a session begins with. */
export interface SessionStart {
  readonly config: SessionConfig;
  /** Absolute folder that the paths of its data sources begin at; undefined where it reads none. */
  readonly dataFolder: string | undefined;
}

/**
 * How the program left a session: `standing`: open and where it stood; `opening`: on its way there;
 * `new`: before it stood for the first time, so that nothing is kept of it; `closed`: as it was asked to.
 */
export type LeftAs = 'standing' | 'opening' | 'new' | 'closed';

const MARKER = 'open';
const LARGEST_CONFIG = 16 * 1024 * 1024;

const originSchema = z.strictObject({ format: z.literal(1), data_folder: z.string().nullable() });
type Origin = z.infer<typeof originSchema>;

/** The folder of one session: what it began with, and a marker while it is open. */
export class SessionFolder {
  readonly #config: KeptFile<SessionConfig>;
  readonly #origin: KeptFile<Origin>;

  constructor(readonly path: string) {
    const configPath = join(path, 'starting_config.json');
    this.#config = new KeptFile({
      path: configPath,
      title: 'Session',
      largestBytes: LARGEST_CONFIG,
      parse: (text) => {
        const read = readSessionConfig(text, configPath);
        if (!read.ok) throw new Error(formatConfigProblems(read.error));
        return read.value;
      },
    });
    this.#origin = new KeptFile({
      path: join(path, 'origin.json'),
      title: 'Session',
      largestBytes: 65_536,
      parse: (text) => originSchema.parse(JSON.parse(text)),
    });
  }

  /** Makes the folder of a new session. Rejects where the disk does not allow it. */
  static async create(path: string, { config, dataFolder }: SessionStart): Promise<SessionFolder> {
    await mkdir(path, { recursive: true });
    const files = new SessionFolder(path);
    const origin: Origin = { format: 1, data_folder: dataFolder ?? null };
    const text = serializeSessionConfig(config);
    // Twice: what a session began with never changes, so that its version before is a second copy of it.
    for (const _copy of ['first', 'second']) {
      await saved(files.#origin, `${JSON.stringify(origin)}\n`);
      await saved(files.#config, text);
    }
    // Anew, since a file is read once: what is read is what is on the disk.
    return new SessionFolder(path);
  }

  /** What the session began with. Rejects, with words for the user, where it cannot be read. */
  async start(): Promise<SessionStart> {
    const config = await this.#config.load();
    const origin = await this.#origin.load();
    if (config.value === null || origin.value === null) {
      const cause = config.notice ?? origin.notice ?? 'it has no starting config';
      throw new Error(`The session in ${this.path} cannot be opened: ${cause}`);
    }
    return { config: config.value, dataFolder: origin.value.data_folder ?? undefined };
  }

  /** What of its first files could not be read, and what was used instead. */
  async notices(): Promise<string[]> {
    const found = [await this.#config.load(), await this.#origin.load()];
    return found.flatMap(({ notice, value }) => (notice === null || value === null ? [] : [notice]));
  }

  async leftAs(): Promise<LeftAs> {
    try {
      const text = await readFile(join(this.path, MARKER), 'utf8');
      const state = text.trim();
      return state === 'standing' || state === 'new' ? state : 'opening';
    } catch {
      return 'closed';
    }
  }

  /** Rejects where the disk refuses. */
  async mark(state: LeftAs): Promise<void> {
    const path = join(this.path, MARKER);
    if (state === 'closed') return rm(path, { force: true });
    const written = await writeDurably(path, `${state}\n`);
    if (!written.ok) throw new Error(written.error.message);
  }
}

async function saved(file: KeptFile<unknown>, text: string): Promise<void> {
  const written = await file.save(text);
  if (!written.ok) throw new Error(written.error.message);
}
