import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { ColumnPack, encodePack, type PackEntry } from './column-pack.ts';

const PACK = /^[0-9a-f]{64}\.bars$/;
const TEMPORARY = /^\..+\.tmp$/;
/** A temporary file of that age is nobody's any more. */
const ABANDONED_MS = 3_600_000;
/** Uses within that time of each other are one. */
const TOUCHED_MS = 600_000;
/** All packs together; the least recently used go first. */
const BOUND_BYTES = 1024 * 1024 * 1024;

/** The folder of packs. What is in it can be taken away at any time. */
export class PackShelf {
  readonly #folder: string;
  readonly #bound: number;
  readonly #open = new Map<string, ColumnPack | undefined>();

  constructor(folder: string, boundInBytes = BOUND_BYTES) {
    this.#folder = folder;
    this.#bound = boundInBytes;
  }

  /** What is kept under a key for these symbols; undefined for what is not. */
  read(key: string, symbols: readonly SymbolId[]): (PackEntry | undefined)[] {
    const pack = this.#pack(key);
    return pack === undefined ? symbols.map(() => undefined) : pack.read(symbols);
  }

  /** Adds entries under a key. A disk that refuses leaves the shelf as it was. */
  async add(key: string, entries: readonly PackEntry[]): Promise<void> {
    const fresh = new Set(entries.map(({ symbol }) => symbol));
    const pack = this.#pack(key);
    const kept = (pack?.read(pack.symbols.filter((symbol) => !fresh.has(symbol))) ?? []).flatMap(
      (entry) => entry ?? [],
    );
    const all = [...kept, ...entries].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    const temporary = join(this.#folder, `.${randomUUID()}.tmp`);
    try {
      await mkdir(this.#folder, { recursive: true });
      // Not synced: a power cut may damage it, which its checksums tell.
      await writeFile(temporary, encodePack(key, all));
      this.#forget(key);
      await rename(temporary, this.#path(key));
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** Removes the least recently used packs beyond the bound, and what a killed writer left. */
  async tidy(now: number): Promise<void> {
    try {
      const packs: { readonly path: string; readonly size: number; readonly used: number }[] = [];
      for (const name of await readdir(this.#folder)) {
        const path = join(this.#folder, name);
        const { size, mtimeMs } = await stat(path);
        if (PACK.test(name)) packs.push({ path, size, used: mtimeMs });
        else if (TEMPORARY.test(name) && now - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
      }
      let total = packs.reduce((sum, { size }) => sum + size, 0);
      for (const { path, size } of packs.sort((a, b) => a.used - b.used)) {
        if (total <= this.#bound) return;
        await rm(path, { force: true });
        total -= size;
      }
    } catch {
      // No folder yet, or another session tidies too.
    }
  }

  close(): void {
    for (const key of [...this.#open.keys()]) this.#forget(key);
  }

  #pack(key: string): ColumnPack | undefined {
    if (this.#open.has(key)) return this.#open.get(key);
    const path = this.#path(key);
    const pack = ColumnPack.open(path, key);
    this.#open.set(key, pack);
    const used = new Date();
    if (pack !== undefined && used.getTime() - pack.usedMs > TOUCHED_MS) {
      void utimes(path, used, used).catch(() => undefined);
    }
    return pack;
  }

  #forget(key: string): void {
    this.#open.get(key)?.close();
    this.#open.delete(key);
  }

  #path(key: string): string {
    return join(this.#folder, `${createHash('sha256').update(key).digest('hex')}.bars`);
  }
}
