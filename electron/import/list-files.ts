import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Levels below a chosen folder that are looked into. */
const DEEPEST = 8;
const MOST_FILES = 20_000;
const MOST_ENTRIES = 200_000;
const CSV_NAME = /\.(csv|txt|tsv|dat|prn|asc)$/i;

export interface ListedFile {
  readonly path: string;
  /** Below what was chosen, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
}

export interface FileList {
  /** Name of the folder or file that was chosen. */
  readonly title: string;
  /** By name. */
  readonly files: readonly ListedFile[];
  readonly problems: readonly string[];
}

/**
 * The CSV files of what was chosen: files by themselves, whatever their name, and folders with all that is in them.
 * Links are not followed, hidden files and folders are left out.
 */
export function listFiles(chosen: readonly string[]): FileList {
  const search = new Search();
  for (const path of chosen) search.choose(path);
  return search.result(chosen);
}

class Search {
  readonly #files: ListedFile[] = [];
  readonly #problems: string[] = [];
  readonly #seen = new Set<string>();
  #links = 0;
  #entries = 0;
  #tooMany = false;

  choose(path: string): void {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) this.#problems.push(`${basename(path)} is no longer there.`);
    else if (stats.isDirectory()) this.#visit(path, '', 0);
    else if (stats.isFile()) this.#add(path, `${basename(dirname(path))}/${basename(path)}`, stats.size);
    else
      this.#problems.push(`${basename(path)} is neither a plain file nor a folder; choose the file itself.`);
  }

  result(chosen: readonly string[]): FileList {
    const problems = [...this.#problems];
    if (this.#links > 0)
      problems.push(`${this.#links} symbolic ${this.#links === 1 ? 'link was' : 'links were'} not followed.`);
    if (this.#tooMany)
      problems.push(`There are more than ${MOST_FILES.toLocaleString('en-US')} files; the rest is left out.`);
    const [first = ''] = chosen;
    const title =
      chosen.length === 1 ? basename(first) : `${chosen.length} files of ${basename(dirname(first))}`;
    return { title, files: this.#files.sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
  }

  #visit(path: string, below: string, depth: number): void {
    if (depth > DEEPEST) return;
    for (const entry of this.#list(path)) {
      if (entry.name.startsWith('.')) continue;
      const inside = join(path, entry.name);
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isSymbolicLink()) this.#links += 1;
      else if (entry.isDirectory()) this.#visit(inside, name, depth + 1);
      else if (entry.isFile() && CSV_NAME.test(entry.name)) {
        this.#add(inside, name, lstatSync(inside, { throwIfNoEntry: false })?.size ?? 0);
      }
    }
  }

  #list(path: string): Dirent[] {
    const entries: Dirent[] = [];
    try {
      const folder = opendirSync(path);
      try {
        for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
          this.#entries += 1;
          if (this.#entries > MOST_ENTRIES) {
            this.#tooMany = true;
            break;
          }
          entries.push(entry);
        }
      } finally {
        folder.closeSync();
      }
    } catch {
      this.#problems.push(`The folder ${basename(path)} cannot be opened.`);
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #add(path: string, name: string, bytes: number): void {
    if (this.#files.length === MOST_FILES) this.#tooMany = true;
    else if (!this.#seen.has(path)) {
      this.#seen.add(path);
      this.#files.push({ path, name, bytes });
    }
  }
}
