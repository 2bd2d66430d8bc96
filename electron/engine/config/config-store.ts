import { join } from 'node:path';
import { type Failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { SessionClock } from '../clock.ts';
import { bytesOf, type FileSystem, systemFiles } from '../durable/file-system.ts';
import { quarantineFile } from '../durable/quarantine.ts';
import { type NotSaved, WriteBehind } from '../durable/write-behind.ts';
import { sweepTemporaryFiles, writeDurably, writeFailure } from '../durable/write-durably.ts';
import { serializeSessionConfig } from './export-session-config.ts';
import {
  isGeneration,
  keepGeneration,
  listGenerations,
  readGeneration,
  sweepGenerations,
} from './generations.ts';
import { parseSessionConfig } from './parse-session-config.ts';
import { type ConfigFailure, configFailure } from './problem.ts';

const FILE_NAME = 'session_config.json';

/** What was found in a session folder. */
export interface OpenedConfigStore {
  readonly store: ConfigStore;
  /** The config to go on with; undefined in a folder that never had one, or none that can be read. */
  readonly config: SessionConfig | undefined;
  /** `generation`: the file itself could not be used, a kept version stands in. */
  readonly source: 'file' | 'generation' | 'none';
  /** True where the file is not one that was saved here: edited by hand, copied, or damaged and still readable. */
  readonly changedOutside: boolean;
  /** Files that did not load. Their bytes are where `keptAs` says. */
  readonly refused: readonly RefusedConfigFile[];
}

export interface RefusedConfigFile {
  readonly failure: ConfigFailure;
  readonly keptAs: string;
}

/**
 * The config of one session folder: `session_config.json`, and its last five
 * versions with checksums in `generations/`. Saving is behind the caller's back;
 * of saves in one go only the newest is written.
 */
export class ConfigStore {
  readonly #folder: string;
  readonly #files: FileSystem;
  readonly #writer: WriteBehind<SessionConfig>;
  #generation: number;

  private constructor(folder: string, files: FileSystem, clock: SessionClock, generation: number) {
    this.#folder = folder;
    this.#files = files;
    this.#generation = generation;
    this.#writer = new WriteBehind({ write: (configs) => this.#write(configs), clock, newestOnly: true });
  }

  /**
   * Opens an existing folder. Start-up is crash recovery: half-written files are
   * swept, a config that does not load is moved to `quarantine/`, and the newest
   * version that does takes its place. Fails where the folder cannot be used, or
   * where a config that did not load could not be put aside.
   */
  static async open(
    folder: string,
    clock: SessionClock,
    files: FileSystem = systemFiles,
  ): Promise<Result<OpenedConfigStore>> {
    try {
      await sweepTemporaryFiles(folder, files);
      await sweepGenerations(folder, files);
      const newest = (await listGenerations(folder, files))[0]?.number ?? 0;
      const store = new ConfigStore(folder, files, clock, newest);
      const found = await store.#load();
      return found.ok ? success({ store, ...found.value }) : found;
    } catch (error) {
      return { ok: false, error: writeFailure(join(folder, FILE_NAME), error) };
    }
  }

  /** The disk refused a save; undefined while all is well. */
  get notSaved(): NotSaved | undefined {
    return this.#writer.notSaved;
  }

  /** Takes a config and answers the number to ask `whenDurable` with. */
  save(config: SessionConfig): number {
    return this.#writer.push(config);
  }

  /** Answers when that config, or a newer one, is on the disk; or that it could not be put there. */
  whenDurable(sequence: number): Promise<Result<void>> {
    return this.#writer.whenDurable(sequence);
  }

  /** Answers when everything is on the disk, or could not be put there. */
  flush(): Promise<Result<void>> {
    return this.#writer.flush();
  }

  async #write(configs: readonly SessionConfig[]): Promise<Result<void>> {
    const config = configs.at(-1);
    if (config === undefined) return success(undefined);
    const text = serializeSessionConfig(config);
    // The kept version first: a file that is like none of them was changed by somebody else.
    this.#generation += 1;
    const kept = await keepGeneration(this.#folder, this.#generation, text, this.#files);
    return kept.ok ? writeDurably(join(this.#folder, FILE_NAME), text, this.#files) : kept;
  }

  async #load(): Promise<Result<Omit<OpenedConfigStore, 'store'>, Failure>> {
    const path = join(this.#folder, FILE_NAME);
    const refused: RefusedConfigFile[] = [];
    const bytes = await bytesOf(path, this.#files);
    if (bytes !== undefined) {
      const parsed = parseBytes(bytes);
      if (parsed.ok) {
        const changedOutside = !(await isGeneration(this.#folder, bytes, this.#files));
        return success({ config: parsed.value, source: 'file', changedOutside, refused });
      }
      const kept = await this.#putAside(path, parsed.error, refused);
      if (!kept.ok) return kept;
    }
    return this.#loadGeneration(refused);
  }

  async #loadGeneration(refused: RefusedConfigFile[]): Promise<Result<Omit<OpenedConfigStore, 'store'>>> {
    for (const generation of await listGenerations(this.#folder, this.#files)) {
      const text = await readGeneration(generation, this.#files);
      const parsed = parseSessionConfig(text ?? '', generation.path);
      if (parsed.ok)
        return success({ config: parsed.value, source: 'generation', changedOutside: false, refused });
      const failure = text === undefined ? damaged(generation.path) : parsed.error;
      const kept = await this.#putAside(generation.path, failure, refused);
      if (!kept.ok) return kept;
    }
    return success({ config: undefined, source: 'none', changedOutside: false, refused });
  }

  async #putAside(
    path: string,
    failure: ConfigFailure,
    refused: RefusedConfigFile[],
  ): Promise<Result<string>> {
    const kept = await quarantineFile(path, this.#files);
    if (kept.ok) refused.push({ failure, keptAs: kept.value });
    return kept;
  }
}

function parseBytes(bytes: Uint8Array): Result<SessionConfig, ConfigFailure> {
  try {
    return parseSessionConfig(new TextDecoder('utf-8', { fatal: true }).decode(bytes), FILE_NAME);
  } catch {
    return { ok: false, error: wholeFile(FILE_NAME, 'text in UTF-8', 'the file is not text in UTF-8') };
  }
}

function damaged(file: string): ConfigFailure {
  return wholeFile(file, 'the bytes that were written', 'the file is damaged: its checksum does not fit');
}

function wholeFile(file: string, allowed: string, message: string): ConfigFailure {
  return configFailure(file, [{ file, line: 1, column: 1, path: '', value: undefined, allowed, message }]);
}
