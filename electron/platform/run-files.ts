import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunOutputs } from '../engine/coordinator/run-recorder.ts';

const BUFFERED_CHARACTERS = 65_536;

/** The record files of a run, one JSON object a line. */
export const RECORD_FILES = ['events', 'hits', 'promotions', 'loads', 'rejected'] as const;

/** One folder after another: where the system has no room for one (below /proc), Node's `recursive` tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** A file that takes lines and is written about 64 KiB at a time. */
class LineFile {
  readonly #descriptor: number;
  #buffered = '';

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w');
  }

  write(lines: string): void {
    this.#buffered += lines;
    if (this.#buffered.length >= BUFFERED_CHARACTERS) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffered, 'utf8');
    this.#buffered = '';
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor, bytes, written);
    }
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
  }
}

/** Record files in a folder; they are begun anew. `close` writes what is left of each; throws where the disk refuses. */
export class RunFiles implements RunOutputs {
  readonly #files: Record<(typeof RECORD_FILES)[number], LineFile>;

  /** Makes the folder where there is none. */
  constructor(folder: string) {
    makeFolder(folder);
    const file = (name: string): LineFile => new LineFile(join(folder, `${name}.jsonl`));
    this.#files = {
      events: file('events'),
      hits: file('hits'),
      promotions: file('promotions'),
      loads: file('loads'),
      rejected: file('rejected'),
    };
  }

  events(lines: string): void {
    this.#files.events.write(lines);
  }

  hits(line: string): void {
    this.#files.hits.write(line);
  }

  promotions(line: string): void {
    this.#files.promotions.write(line);
  }

  loads(line: string): void {
    this.#files.loads.write(line);
  }

  rejected(line: string): void {
    this.#files.rejected.write(line);
  }

  close(): void {
    const errors: unknown[] = [];
    for (const name of RECORD_FILES) {
      try {
        this.#files[name].close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
