import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { SourceError } from '../source-error.ts';

/** Larger than any file of these formats; what exceeds it is refused rather than loaded into memory. */
const LARGEST_FILE = 512 * 1024 * 1024;

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Read-only access to one folder that the user chose. Names are relative to it;
 * whatever leads outside of it (`..`, a link) is refused, and so is what is no
 * plain file.
 */
export class DataFolder {
  readonly path: string;
  readonly #root: string;

  /** Throws SourceError that names the path and, as `expected` says, what should be there. */
  constructor(path: string, expected: string) {
    this.path = path;
    this.#root = resolveRoot(path, expected);
  }

  /** Entries by name, ascending by code unit; none where the folder does not exist. */
  list(relativePath = '.'): FolderEntry[] {
    const path = this.#resolve(relativePath);
    if (path === undefined) return [];
    return readdirSync(path, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The folder's own real path. */
  get root(): string {
    return this.#root;
  }

  /** The real path of a file, for a reader of its own. Throws SourceError where it is absent or outside the folder. */
  locate(relativePath: string): string {
    const path = this.#resolve(relativePath);
    if (path === undefined) throw new SourceError('file_unreadable', `${relativePath} does not exist`);
    return path;
  }

  /** The whole file. Throws SourceError where it is absent, outside the folder, no plain file or too large. */
  read(relativePath: string, largest = LARGEST_FILE): Buffer {
    const path = this.#resolve(relativePath);
    if (path === undefined) throw new SourceError('file_unreadable', `${relativePath} does not exist`);
    // The path is real now: a link that is put in its place after the check is not followed.
    const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = fstatSync(handle);
      if (!stats.isFile()) throw new SourceError('file_unreadable', `${relativePath} is not a plain file`);
      if (stats.size > largest) {
        throw new SourceError(
          'file_unreadable',
          `the file has ${stats.size} bytes, at most ${largest} are read`,
        );
      }
      return readWhole(handle, stats.size);
    } finally {
      closeSync(handle);
    }
  }

  #resolve(relativePath: string): string | undefined {
    const path = realPath(join(this.#root, relativePath));
    if (path === undefined) return undefined;
    if (path !== this.#root && !path.startsWith(this.#root + sep)) {
      throw new SourceError('file_unreadable', `${relativePath} leads outside the data folder`);
    }
    return path;
  }
}

function resolveRoot(path: string, expected: string): string {
  const root = realPath(path);
  if (root === undefined) {
    throw new SourceError('folder_missing', `The data folder ${path} does not exist; expected: ${expected}`);
  }
  try {
    readdirSync(root);
  } catch {
    throw new SourceError('folder_unexpected', `${path} is not a readable folder; expected: ${expected}`);
  }
  return root;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function readWhole(handle: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const got = readSync(handle, bytes, filled, size - filled, null);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}
