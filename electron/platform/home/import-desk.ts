import { randomUUID } from 'node:crypto';
import { lstat, open } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ConfigIssue } from '../../../shared/domain/config-change.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { ImportCandidate } from '../../../shared/ipc/requests/home.ts';
import { diffSessionConfigs } from '../../engine/config/config-diff.ts';
import { type ConfigFailure, configFailure } from '../../engine/config/problem.ts';
import { readSessionConfig } from '../../engine/config/read-session-config.ts';
import type { SessionChoice } from './session-door.ts';

const LARGEST_BYTES = 16 * 1024 * 1024;
const SHOWN_PROBLEMS = 200;
const KEPT = 4;

/** What the import is compared with, and where its data may lie. */
export interface OpenSession {
  /** The config as it stands; undefined where no session is open. */
  readonly config: SessionConfig | undefined;
  readonly dataFolder: string | undefined;
}

/** Reads config files that the user chose and keeps those that can be used, by an id. The files stay as they are. */
export class ImportDesk {
  readonly #kept = new Map<string, Extract<SessionChoice, { kind: 'config' }>>();

  /** Compares a file with the session that is open. Fails only where the file cannot be read at all. */
  async look(path: string, session: OpenSession): Promise<Result<ImportCandidate>> {
    const fileName = basename(path);
    const text = await textOf(path);
    if (!text.ok) return text;
    const read = readSessionConfig(text.value, fileName);
    if (!read.ok) return success(refused(fileName, read.error));
    const dataFolder = await dataFolderOf(read.value, path, session.dataFolder);
    if (!dataFolder.ok)
      return success(refused(fileName, missingData(fileName, text.value, dataFolder.error)));
    const id = randomUUID();
    this.#keep(id, read.value, dataFolder.value);
    const changes = session.config === undefined ? [] : diffSessionConfigs(session.config, read.value);
    return success({ id, fileName, changes, problems: [] });
  }

  /** The session of a file that was looked at. */
  choice(id: string): Result<SessionChoice> {
    const kept = this.#kept.get(id);
    return kept === undefined
      ? failure('import_gone', 'This file was chosen too long ago: import it again.')
      : success(kept);
  }

  #keep(id: string, config: SessionConfig, dataFolder: string | undefined): void {
    const placed = dataFolder === undefined ? config : { ...config, data_folder: dataFolder };
    this.#kept.set(id, { kind: 'config', config: placed, dataFolder });
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
  }
}

async function textOf(path: string): Promise<Result<string>> {
  const name = basename(path);
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return failure('import_unreadable', `${name} is not a file.`);
      if (stats.size > LARGEST_BYTES) {
        return failure(
          'import_unreadable',
          `${name} has ${stats.size} bytes; a session config has at most ${LARGEST_BYTES}.`,
        );
      }
      const bytes = await file.readFile();
      return success(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    const cause = error instanceof TypeError ? 'it is not text in UTF-8' : String(error);
    return failure('import_unreadable', `${name} cannot be read: ${cause}`);
  }
}

/**
 * Where the paths of a file's data sources begin: where the file says, beside the file, or in the data folder
 * of the session that is open. Undefined where it reads no folder; fails with the first path that is nowhere.
 */
async function dataFolderOf(
  config: SessionConfig,
  path: string,
  openFolder: string | undefined,
): Promise<Result<string | undefined, string>> {
  const paths = config.data_sources.flatMap((source) => ('path' in source ? [source.path] : []));
  const [first] = paths;
  if (first === undefined) return success(undefined);
  const beside = resolve(dirname(path), config.data_folder ?? '.');
  for (const base of [beside, ...(openFolder === undefined ? [] : [openFolder])]) {
    if (await allFolders(base, paths)) return success(base);
  }
  return { ok: false, error: first };
}

async function allFolders(base: string, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const there = await lstat(resolve(base, path)).catch(() => undefined);
    if (there?.isDirectory() !== true) return false;
  }
  return true;
}

function missingData(file: string, text: string, path: string): ConfigFailure {
  const offset = text.indexOf(JSON.stringify(path));
  const before = text.slice(0, Math.max(0, offset)).split(/\r\n|\r|\n/);
  return configFailure(file, [
    {
      file,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      path: 'data_sources',
      value: path,
      allowed: 'a folder of the data folder',
      message: `data_sources: the folder "${path}" is neither beside the file nor in the data folder of the open session. Open the folder that holds it (Ctrl+O), then import the file again.`,
    },
  ]);
}

function refused(fileName: string, { problems }: ConfigFailure): ImportCandidate {
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(({ line, column, path, message }): ConfigIssue => ({ line, column, path, message }));
  return { id: null, fileName, changes: [], problems: shown };
}
