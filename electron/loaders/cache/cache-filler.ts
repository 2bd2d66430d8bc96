import { setTimeout as pauseFor } from 'node:timers/promises';
import type { BarAnswer, BarRequest, DataSource } from '../contract.ts';
import type { CachedParts } from './cached-parts.ts';
import type { PackEntry } from './column-pack.ts';

/** Time without a question after which the thread is taken for idle. */
const QUIET_MS = 300;
/** Entries and bytes of one key that are written together. */
const ENTRIES_AT_ONCE = 4_096;
const BYTES_AT_ONCE = 64 * 1024 * 1024;

interface Wanted {
  readonly key: string;
  readonly fingerprint: string;
  readonly request: BarRequest;
}

/**
 * Fills the shelf behind the session's back, one answer at a time while nobody asks for anything. Every entry is what
 * a source of the filler's own answered that has refused no row before: the rows it refuses then are that answer's.
 */
export class CacheFiller {
  readonly #parts: Omit<CachedParts, 'source'>;
  readonly #wanted = new Map<string, Wanted>();
  #source: DataSource | undefined;
  #asking = 0;
  #lastAsked = 0;
  #closed = false;
  #filling: Promise<void> | undefined;

  constructor(parts: Omit<CachedParts, 'source'>) {
    this.#parts = parts;
  }

  /** The shelf's key of what a request asks for, whichever its symbol. */
  keyOf(fingerprint: string, { interval, hours, asOf, from, to }: BarRequest): string {
    const date = this.#parts.anyDate ? '' : asOf;
    return JSON.stringify([fingerprint, interval, hours, date, from, to]);
  }

  /** Asks for answers to be kept, some time. */
  want(fingerprint: string, requests: readonly BarRequest[]): void {
    if (this.#closed) return;
    for (const request of requests) {
      const key = this.keyOf(fingerprint, request);
      this.#wanted.set(`${key} ${request.symbol}`, { key, fingerprint, request });
    }
    if (this.#wanted.size > 0) this.#filling ??= this.#fill();
  }

  /** Holds the filler until the answer's call: the session comes first. */
  pause(): () => void {
    this.#asking += 1;
    return () => {
      this.#asking -= 1;
      this.#lastAsked = performance.now();
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wanted.clear();
    await this.#filling;
  }

  async #fill(): Promise<void> {
    try {
      while (this.#wanted.size > 0 && !this.#closed) await this.#fillOneKey();
      await this.#parts.shelf.tidy(Date.now());
    } catch {
      // What the source cannot answer is not kept; whoever asks for it hears why.
      this.#wanted.clear();
    } finally {
      await this.#source?.close();
      this.#source = undefined;
      this.#filling = undefined;
    }
  }

  /** Reads what is wanted under the first key, and puts it on the shelf. */
  async #fillOneKey(): Promise<void> {
    const [first] = this.#wanted.values();
    if (first === undefined) return;
    const entries: PackEntry[] = [];
    let bytes = 0;
    for (const [id, wanted] of this.#wanted) {
      if (wanted.key !== first.key || entries.length === ENTRIES_AT_ONCE || bytes > BYTES_AT_ONCE) continue;
      await this.#quiet();
      if (this.#closed) break;
      this.#wanted.delete(id);
      const entry = await this.#entryOf(wanted.request);
      if (entry === undefined) continue;
      entries.push(entry);
      bytes += entry.records.byteLength;
    }
    if (entries.length === 0) return;
    // Files that were changed meanwhile are not what the key says.
    if ((await this.#parts.fingerprint()) === first.fingerprint)
      await this.#parts.shelf.add(first.key, entries);
    else this.#wanted.clear();
  }

  async #entryOf(request: BarRequest): Promise<PackEntry | undefined> {
    const source = this.#source ?? (await this.#freshSource());
    const [answer] = await source.readBars([request]);
    const rejected = await source.takeRejectedRows();
    if (rejected.length > 0) {
      // It told these rows once; the next answer that they belong to needs a source that has not.
      this.#source = undefined;
      await source.close();
    } else this.#source = source;
    if (answer === undefined || !isWhole(answer)) return undefined;
    const { symbol, records, basis, cause } = answer;
    const entry = { symbol, records, basis, rejected };
    return cause === undefined ? entry : { ...entry, cause };
  }

  async #freshSource(): Promise<DataSource> {
    const source = this.#parts.another();
    // What it refuses when it is opened is told then by every source, kept answers or not.
    await source.describe();
    await source.takeRejectedRows();
    return source;
  }

  async #quiet(): Promise<void> {
    for (;;) {
      const wait = this.#asking > 0 ? QUIET_MS : this.#lastAsked + QUIET_MS - performance.now();
      if (wait <= 0 || this.#closed) return;
      await pauseFor(Math.max(1, wait), undefined, { ref: false });
    }
  }
}

/** False for an answer that asking again may better. */
function isWhole(answer: BarAnswer): boolean {
  return answer.failed === undefined && answer.through === undefined;
}
