import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { messageOf } from '../../loaders/source-error.ts';

/** Levels below the chosen folder that are looked into. */
const DEEPEST = 2;
const MOST_FOLDERS = 2_000;
/** Of one folder; a market has some ten thousand symbols. */
const MOST_ENTRIES = 100_000;
const DAILY_FILE = /^.+_data\.csv$/i;
const PARQUET_FILE = /\.(parquet|pq)$/i;
/** A folder of a table in parts: symbol=AAPL. */
const PARTITION = /^[^=]+=[^=]+$/;
const DATA_FILE = /\.(csv|zip)$/i;
const LEAN_RESOLUTIONS = ['daily', 'minute', 'second'];

export interface PartPlace {
  readonly kind: 'daily_csv' | 'lean' | 'parquet';
  /** Relative to the root, with forward slashes; `.` for itself. */
  readonly path: string;
}

export interface PartSearch {
  readonly places: readonly PartPlace[];
  /** Folders with data files of a form that is not read. */
  readonly foreign: readonly string[];
  /** Symbolic links that were met; none is followed. */
  readonly links: number;
  /** Folders that have more entries than are looked at, and whether there were too many folders. */
  readonly overfull: readonly string[];
  readonly tooManyFolders: boolean;
}

/**
 * Looks for folders of daily CSV files, of Parquet files and LEAN folders in a folder and up to two levels below. Links are
 * not followed, hidden folders are left out. Throws where the folder itself cannot be read.
 */
export function findParts(root: string): PartSearch {
  const search = new Search(root);
  search.visit('.', 0);
  return search;
}

class Search implements PartSearch {
  readonly places: PartPlace[] = [];
  readonly foreign: string[] = [];
  readonly overfull: string[] = [];
  links = 0;
  tooManyFolders = false;
  #visited = 0;

  constructor(private readonly root: string) {}

  visit(path: string, depth: number): void {
    this.#visited += 1;
    if (this.#visited > MOST_FOLDERS) {
      this.tooManyFolders = true;
      return;
    }
    if (this.#isLean(path)) {
      this.places.push({ kind: 'lean', path });
      return;
    }
    const entries = this.#entries(path, depth);
    if (entries.some((entry) => isParquet(entry))) {
      // Its reader looks below it by itself.
      this.places.push({ kind: 'parquet', path });
      return;
    }
    if (entries.some((entry) => entry.isFile() && DAILY_FILE.test(entry.name))) {
      this.places.push({ kind: 'daily_csv', path });
    } else if (entries.some((entry) => entry.isFile() && DATA_FILE.test(entry.name))) {
      this.foreign.push(path);
    }
    if (depth === DEEPEST) return;
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    for (const { name } of folders) this.visit(path === '.' ? name : `${path}/${name}`, depth + 1);
  }

  /** By name; a folder below the chosen one that cannot be read holds nothing. */
  #entries(path: string, depth: number): Dirent[] {
    const entries: Dirent[] = [];
    try {
      const folder = opendirSync(join(this.root, path));
      try {
        for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
          if (entry.isSymbolicLink()) this.links += 1;
          if (entries.length === MOST_ENTRIES) {
            this.overfull.push(path);
            break;
          }
          entries.push(entry);
        }
      } finally {
        folder.closeSync();
      }
    } catch (error) {
      if (depth === 0) throw new Error(`${basename(this.root)} cannot be opened: ${messageOf(error)}`);
    }
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  #isLean(path: string): boolean {
    return LEAN_RESOLUTIONS.some((name) =>
      ['equity', 'equity/usa', `equity/usa/${name}`].every((below) => this.#isFolder(`${path}/${below}`)),
    );
  }

  /** A folder itself: a link to one is none. */
  #isFolder(path: string): boolean {
    return lstatSync(join(this.root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }
}

/** A Parquet file, or a part of a table that is kept in parts. */
function isParquet(entry: Dirent): boolean {
  return entry.isFile() ? PARQUET_FILE.test(entry.name) : entry.isDirectory() && PARTITION.test(entry.name);
}
