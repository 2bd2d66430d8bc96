import type { DataFolder } from '../files/data-folder.ts';
import type { RejectedRows, RowRefusal } from '../files/rejected-rows.ts';
import { messageOf } from '../source-error.ts';
import { readZipEntry } from './zip-entry.ts';

/** Reads the CSV in an archive of the folder; what cannot be read becomes a refused row, not an error. */
export class ArchiveReader {
  readonly #folder: DataFolder;
  readonly #rejected: RejectedRows;

  constructor(folder: DataFolder, rejected: RejectedRows) {
    this.#folder = folder;
    this.#rejected = rejected;
  }

  /** What `parse` makes of the entry; undefined where the archive is unreadable as a whole. */
  read<Parsed>(path: string, parse: (bytes: Buffer, refusal: RowRefusal) => Parsed): Parsed | undefined {
    const entry = this.#attempt(path, () => readZipEntry(this.#folder.read(path)));
    return entry && parse(entry.bytes, this.#rejected.ofFile(`${path}!${entry.name}`));
  }

  /** What `parse` makes of a plain file; undefined where it is unreadable. */
  readPlain<Parsed>(path: string, parse: (bytes: Buffer, refusal: RowRefusal) => Parsed): Parsed | undefined {
    const bytes = this.#attempt(path, () => this.#folder.read(path));
    return bytes && parse(bytes, this.#rejected.ofFile(path));
  }

  #attempt<Content>(path: string, read: () => Content): Content | undefined {
    try {
      return read();
    } catch (error) {
      this.#rejected.ofFile(path).refuse(1, `the file cannot be read: ${messageOf(error)}`, '');
      return undefined;
    }
  }
}
