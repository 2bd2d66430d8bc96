import type { RejectedRow } from '../contract.ts';

/** So that a file of nothing but faults cannot fill the memory; the row that ends the list says so. */
const MOST_ROWS_PER_FILE = 100_000;
const LONGEST_TEXT = 200;

/** Takes the refused rows of one reading of one file. */
export interface RowRefusal {
  /** False where the rest of the file is not worth reading. `line` is 1-based. */
  refuse(line: number, reason: string, text: string): boolean;
}

const ALREADY_TOLD: RowRefusal = { refuse: () => true };

/** The refused rows of a source. A file that is read again (its cache entry was evicted) is not told twice. */
export class RejectedRows {
  readonly #source: string;
  readonly #files = new Set<string>();
  #rows: RejectedRow[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** Call once per reading of a file. */
  ofFile(file: string): RowRefusal {
    if (this.#files.has(file)) return ALREADY_TOLD;
    this.#files.add(file);
    let count = 0;
    return {
      refuse: (line, reason, text) => {
        count += 1;
        const full = count === MOST_ROWS_PER_FILE;
        const told = full ? `${reason}; the rest of the file is not read: ${count} rows refused` : reason;
        this.#rows.push({
          source: this.#source,
          file,
          line,
          reason: told,
          text: text.slice(0, LONGEST_TEXT),
        });
        return !full;
      },
    };
  }

  take(): RejectedRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}
