/** Scans whose cost is remembered. */
const KEPT = 512;

/** What a scanner's newest scans cost, in milliseconds. */
export class ScanCosts {
  readonly #kept = new Float64Array(KEPT);
  #count = 0;

  add(milliseconds: number): void {
    this.#kept[this.#count % KEPT] = milliseconds;
    this.#count += 1;
  }

  /**
   * Milliseconds that a share of the scans did not exceed (nearest rank: 0.5 of four is the second); null before
   * the first.
   */
  percentile(share: number): number | null {
    const sorted = this.#kept.slice(0, Math.min(this.#count, KEPT)).sort();
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }
}
