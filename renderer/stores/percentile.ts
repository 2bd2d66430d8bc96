/** Newest values up to a bound, for a percentile over them. */
export class RecentValues {
  readonly #values: Float64Array;
  #count = 0;

  /** @param limit how many of the newest values count */
  constructor(limit: number) {
    this.#values = new Float64Array(limit);
  }

  add(value: number): void {
    this.#values[this.#count % this.#values.length] = value;
    this.#count += 1;
  }

  get count(): number {
    return Math.min(this.#count, this.#values.length);
  }

  /** The smallest value that at least `share` (0-1) of the values do not exceed; null where there are none. */
  percentile(share: number): number | null {
    const sorted = this.#values.slice(0, this.count).sort();
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }
}
