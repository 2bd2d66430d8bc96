import { basename, dirname, join } from 'node:path';
import { type Result, success } from '../../shared/domain/result.ts';
import { bytesOf, type FileSystem, systemFiles } from '../engine/durable/file-system.ts';
import { quarantineFile } from '../engine/durable/quarantine.ts';
import { sweepTemporaryFiles, writeDurably, writeFailure } from '../engine/durable/write-durably.ts';

/** What was found of a file, and what had to be done about it. */
export interface KeptContent<Value> {
  /** Null where nothing usable was found: the caller takes its defaults. */
  readonly value: Value | null;
  /** Which file could not be read, what is used instead, where the original is kept; null where all is well. */
  readonly notice: string | null;
}

export interface KeptFileOptions<Value> {
  readonly path: string;
  /** How the file is called in messages: `Settings`. */
  readonly title: string;
  /** Reads the text of a file; throws an Error whose message says why it cannot be used. */
  readonly parse: (text: string) => Value;
  readonly largestBytes: number;
  readonly files?: FileSystem | undefined;
}

/** Why one version of the file is not used, and where it lies now. */
interface Refused {
  readonly cause: string;
  readonly keptAs: string | undefined;
}

/**
 * A small file of the user's that must survive: each save is on the disk before it is answered, and the
 * version before it stays beside the file as `name.previous`. What cannot be read is never written over: it
 * is moved into `quarantine/`, and until that has worked nothing is saved.
 */
export class KeptFile<Value> {
  readonly #options: KeptFileOptions<Value>;
  readonly #files: FileSystem;
  #loaded: Promise<KeptContent<Value>> | undefined;
  /** Saves wait for each other, in the order of their calls. */
  #lastSave: Promise<unknown> = Promise.resolve();

  constructor(options: KeptFileOptions<Value>) {
    this.#options = options;
    this.#files = options.files ?? systemFiles;
  }

  /** What is on the disk; looked up once, with the same answer afterwards. Never rejects. */
  load(): Promise<KeptContent<Value>> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  /** Answers when the text is on the disk, or why it is not. */
  save(text: string): Promise<Result<void>> {
    const saved = this.#lastSave.then(() => this.#save(text));
    this.#lastSave = saved;
    return saved;
  }

  get #previousPath(): string {
    return `${this.#options.path}.previous`;
  }

  async #load(): Promise<KeptContent<Value>> {
    const { path, title } = this.#options;
    // Nothing to sweep where the folder is not there yet.
    await sweepTemporaryFiles(dirname(path), this.#files, basename(path)).catch(() => undefined);
    const file = await this.#read(path);
    if (file.kind === 'absent') return { value: null, notice: null };
    if (file.kind === 'read') return { value: file.value, notice: null };
    const previous = await this.#read(this.#previousPath);
    const found = previous.kind === 'read' ? previous.value : null;
    // Where it cannot be put back, this start says so and the next one has the defaults.
    if (found !== null && file.refused.keptAs !== undefined) await this.#putPreviousBack();
    const instead = found === null ? 'the defaults are' : 'the version before it is';
    const notice = `${title}: ${basename(path)} could not be used (${file.refused.cause}); ${instead} used. ${whereKept(file.refused)}`;
    return { value: found, notice };
  }

  async #read(
    path: string,
  ): Promise<
    | { readonly kind: 'absent' }
    | { readonly kind: 'read'; readonly value: Value }
    | { readonly kind: 'refused'; readonly refused: Refused }
  > {
    try {
      const bytes = await bytesOf(path, this.#files);
      if (bytes === undefined) return { kind: 'absent' };
      return { kind: 'read', value: this.#options.parse(this.#textOf(bytes)) };
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const kept = await quarantineFile(path, this.#files);
      return { kind: 'refused', refused: { cause, keptAs: kept.ok ? kept.value : undefined } };
    }
  }

  #textOf(bytes: Uint8Array): string {
    const { largestBytes } = this.#options;
    if (bytes.length > largestBytes) {
      throw new Error(`it has ${bytes.length} bytes; allowed: ${largestBytes}`);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new Error('it is not text in UTF-8');
    }
  }

  async #save(text: string): Promise<Result<void>> {
    const { path } = this.#options;
    try {
      await this.load();
      await this.#files.mkdir(dirname(path), { recursive: true });
      const current = await this.#read(path);
      if (current.kind === 'refused' && current.refused.keptAs === undefined) {
        throw new Error(`the file that is there cannot be used (${current.refused.cause}) nor put aside`);
      }
      if (current.kind === 'read') {
        const kept = await this.#keepCurrent(path);
        if (!kept.ok) return kept;
      }
      return await writeDurably(path, text, this.#files);
    } catch (error) {
      return { ok: false, error: writeFailure(path, error) };
    }
  }

  async #putPreviousBack(): Promise<void> {
    const bytes = await bytesOf(this.#previousPath, this.#files).catch(() => undefined);
    if (bytes !== undefined) await writeDurably(this.#options.path, bytes, this.#files);
  }

  async #keepCurrent(path: string): Promise<Result<void>> {
    const bytes = await bytesOf(path, this.#files);
    return bytes === undefined ? success(undefined) : writeDurably(this.#previousPath, bytes, this.#files);
  }
}

function whereKept({ keptAs }: Refused): string {
  if (keptAs === undefined) return 'It is left where it is, and nothing is saved over it.';
  return `The original is kept as ${join(basename(dirname(keptAs)), basename(keptAs))} in the same folder.`;
}
