import { dirname } from 'node:path';
import { type Result, success } from '../../../shared/domain/result.ts';
import { bytesOf, type FileSystem, type OpenFile, systemFiles } from './file-system.ts';
import { quarantineCopy } from './quarantine.ts';
import { syncFolder, writeFailure, writeFully } from './write-durably.ts';

const NEWLINE = 10;

export interface OpenedAppendOnlyFile {
  readonly file: AppendOnlyFile;
  /** Every whole line that the file holds. */
  readonly text: string;
  /** The same as it stands on the disk. */
  readonly bytes: Uint8Array;
  /** Where the original went, if a line torn by a crash had to be cut off its end. */
  readonly quarantined: string | undefined;
}

/**
 * A file of lines that only grows. A line that was appended with success is on the
 * disk; a failed append leaves no part of itself behind. One call at a time.
 */
export class AppendOnlyFile {
  readonly #path: string;
  readonly #file: OpenFile;
  /** Length of all that is known to be good. */
  #length: number;
  /** True when bytes of a failed append may stand after the good ones. */
  #dirty = false;

  private constructor(path: string, file: OpenFile, length: number) {
    this.#path = path;
    this.#file = file;
    this.#length = length;
  }

  /** Opens or makes the file. What follows the last newline was torn by a crash: it is cut, and the original kept. */
  static async open(path: string, files: FileSystem = systemFiles): Promise<Result<OpenedAppendOnlyFile>> {
    try {
      const bytes = (await bytesOf(path, files)) ?? new Uint8Array();
      const length = bytes.lastIndexOf(NEWLINE) + 1;
      const kept = length < bytes.length ? await quarantineCopy(path, bytes, files) : undefined;
      if (kept?.ok === false) return kept;
      const handle = await openForUpdate(path, files);
      const file = new AppendOnlyFile(path, handle, length);
      file.#dirty = kept !== undefined;
      if (file.#dirty) await file.#tryCut();
      const whole = bytes.subarray(0, length);
      return success({
        file,
        text: new TextDecoder().decode(whole),
        bytes: whole,
        quarantined: kept?.value,
      });
    } catch (error) {
      return { ok: false, error: writeFailure(path, error) };
    }
  }

  /** Appends whole lines, the last one ending in a newline too, and waits for the disk. */
  async append(lines: string): Promise<Result<void>> {
    const bytes = Buffer.from(lines, 'utf8');
    try {
      if (this.#dirty) await this.#cut();
      this.#dirty = true;
      await writeFully(this.#file, bytes, this.#length);
      await this.#file.sync();
      this.#length += bytes.length;
      this.#dirty = false;
      return success(undefined);
    } catch (error) {
      await this.#tryCut();
      return { ok: false, error: writeFailure(this.#path, error) };
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #cut(): Promise<void> {
    await this.#file.truncate(this.#length);
    await this.#file.sync();
    this.#dirty = false;
  }

  /** False where the disk refuses even that: the next append cuts first, and so does the next start. */
  async #tryCut(): Promise<boolean> {
    try {
      await this.#cut();
      return true;
    } catch {
      return false;
    }
  }
}

/** `r+` writes where it is told; `a+` would write at the end only, but makes the file. */
async function openForUpdate(path: string, files: FileSystem): Promise<OpenFile> {
  const created = await files.open(path, 'a+');
  await created.close();
  await syncFolder(dirname(path), files);
  return files.open(path, 'r+');
}
