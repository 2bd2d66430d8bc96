import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';

/** Collects the good bars of a file, ascending, and says why another cannot stand beside them. */
export class BarRows {
  readonly #label: (start: number) => string;
  readonly #records: Float64Array;
  /** Line of each kept bar. */
  readonly #lines: Int32Array;
  #count = 0;

  /** `capacity`: the most bars that can come; `label` names a bar by its start in reasons. */
  constructor(capacity: number, label: (start: number) => string) {
    this.#label = label;
    this.#records = new Float64Array(capacity * BAR_STRIDE);
    this.#lines = new Int32Array(capacity);
  }

  /** Keeps the bar and answers undefined, or keeps it not and answers why. */
  add(
    start: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    line: number,
  ): string | undefined {
    const records = this.#records;
    const at = this.#count * BAR_STRIDE;
    const last = at === 0 ? Number.NEGATIVE_INFINITY : this.#value(at - BAR_STRIDE);
    if (start <= last) return this.#whyNot(last, [start, open, high, low, close, volume]);
    records[at + BAR_START] = start;
    records[at + 1] = open;
    records[at + 2] = high;
    records[at + 3] = low;
    records[at + 4] = close;
    records[at + 5] = volume;
    this.#lines[this.#count] = line;
    this.#count += 1;
    return undefined;
  }

  /** The bars so far, n records of BAR_STRIDE doubles. */
  records(): Float64Array {
    return this.#records.slice(0, this.#count * BAR_STRIDE);
  }

  #whyNot(last: number, figures: readonly number[]): string {
    const start = figures[BAR_START] ?? Number.NaN;
    for (let kept = this.#count - 1; kept >= 0; kept -= 1) {
      const at = kept * BAR_STRIDE;
      if (this.#value(at) !== start) continue;
      const line = this.#lines[kept] ?? 0;
      const same = figures.every((figure, field) => this.#value(at + field) === figure);
      if (same) return `duplicate of line ${line}`;
      return `second row of ${this.#label(start)} with other figures: line ${line} stays`;
    }
    return `order: ${this.#label(start)} comes after ${this.#label(last)}`;
  }

  #value(at: number): number {
    return this.#records[at] ?? Number.NaN;
  }
}
