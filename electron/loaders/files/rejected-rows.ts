import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { RejectedRow } from '../contract.ts';

/** So that a file of nothing but faults cannot fill the memory; the row that ends the list says so. */
const MOST_ROWS_PER_FILE = 100_000;
const LONGEST_TEXT = 200;

/** Takes the refused rows of one reading of one file. */
export interface RowRefusal {
  /** False where the rest of the file is not worth reading. `line` is 1-based; `date` the row's session, where it has one. */
  refuse(line: number, reason: string, text: string, date?: SessionDate): boolean;
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

  /** Call once per reading of a file; `bars` says whose bars its rows are. */
  ofFile(file: string, bars: { readonly symbol?: SymbolId; readonly interval?: Interval } = {}): RowRefusal {
    if (this.#files.has(file)) return ALREADY_TOLD;
    this.#files.add(file);
    let count = 0;
    return {
      refuse: (line, reason, text, date) => {
        count += 1;
        const full = count === MOST_ROWS_PER_FILE;
        const told = full ? `${reason}; the rest of the file is not read: ${count} rows refused` : reason;
        this.#rows.push({
          source: this.#source,
          file,
          line,
          reason: told,
          text: text.slice(0, LONGEST_TEXT),
          ...bars,
          ...(date !== undefined && { date }),
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
