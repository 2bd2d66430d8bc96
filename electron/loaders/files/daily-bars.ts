import { BAR_CLOSE, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { firstAbove, type SessionTable } from './session-table.ts';

/** The daily bars of one file, ascending, one per session. */
export class DailyBars {
  /** Records of BAR_STRIDE doubles. */
  readonly records: Float64Array;
  /** Close of each bar's session, ascending. */
  readonly ends: Float64Array;
  /** Number of each bar's session in the SessionTable. */
  readonly sessions: Int32Array;

  constructor(records: Float64Array, ends: Float64Array, sessions: Int32Array) {
    this.records = records;
    this.ends = ends;
    this.sessions = sessions;
  }

  get count(): number {
    return this.ends.length;
  }

  get byteLength(): number {
    return this.records.byteLength + this.ends.byteLength + this.sessions.byteLength;
  }

  /** The bars that end in (from, to] as the half-open range of their positions. */
  range(from: number, to: number): { readonly begin: number; readonly end: number } {
    return { begin: firstAbove(this.ends, from), end: firstAbove(this.ends, to) };
  }
}

/** Collects the good rows of a file and says why another is none. */
export class DailyBarsBuilder {
  readonly #table: SessionTable;
  readonly #records: Float64Array;
  readonly #ends: Float64Array;
  readonly #sessions: Int32Array;
  /** Line of each kept bar. */
  readonly #lines: Int32Array;
  #count = 0;

  /** `mostRows`: at least the number of rows that can come. */
  constructor(table: SessionTable, mostRows: number) {
    const capacity = Math.min(mostRows, table.sessions.length);
    this.#table = table;
    this.#records = new Float64Array(capacity * BAR_STRIDE);
    this.#ends = new Float64Array(capacity);
    this.#sessions = new Int32Array(capacity);
    this.#lines = new Int32Array(capacity);
  }

  /** Keeps the bar and answers undefined, or answers why it cannot stand beside the bars before it. */
  add(
    session: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    line: number,
  ): string | undefined {
    const last = this.#count === 0 ? -1 : (this.#sessions[this.#count - 1] ?? -1);
    if (session <= last) return this.#whyNotAgain(session, last, [open, high, low, close, volume]);
    const { open: start, close: end } = this.#table.at(session);
    const at = this.#count * BAR_STRIDE;
    this.#records[at] = start;
    this.#records[at + 1] = open;
    this.#records[at + 2] = high;
    this.#records[at + 3] = low;
    this.#records[at + 4] = close;
    this.#records[at + 5] = volume;
    this.#ends[this.#count] = end;
    this.#sessions[this.#count] = session;
    this.#lines[this.#count] = line;
    this.#count += 1;
    return undefined;
  }

  build(): DailyBars {
    return new DailyBars(
      this.#records.slice(0, this.#count * BAR_STRIDE),
      this.#ends.slice(0, this.#count),
      this.#sessions.slice(0, this.#count),
    );
  }

  #whyNotAgain(session: number, last: number, figures: readonly number[]): string {
    const { date } = this.#table.at(session);
    const kept = this.#sessions.subarray(0, this.#count).indexOf(session);
    if (kept === -1) return `date order: ${date} comes after ${this.#table.at(last).date}`;
    const line = this.#lines[kept] ?? 0;
    const same = figures.every((figure, index) => this.#records[kept * BAR_STRIDE + 1 + index] === figure);
    if (same) return `duplicate of line ${line}`;
    return `second row of ${date} with other figures: line ${line} stays (close ${this.#figure(kept, BAR_CLOSE)}, volume ${this.#figure(kept, BAR_VOLUME)})`;
  }

  #figure(position: number, field: number): number {
    return this.#records[position * BAR_STRIDE + field] ?? Number.NaN;
  }
}
