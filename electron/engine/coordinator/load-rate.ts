/** What is asked of a source, as far as its time depends on it. */
export interface LoadSize {
  readonly requests: number;
  readonly bars: number;
}

/** How much an older measurement still weighs when the next one comes. */
const MEMORY = 0.8;

/**
 * How long loads take, learned from those that were run: so much for each request and so much for each
 * bar. Newer loads weigh more. Least squares in two unknowns; where the loads so far cannot tell the two
 * apart, all of the time counts for the bars.
 */
export class LoadRate {
  #requestsSquared = 0;
  #barsSquared = 0;
  #requestsTimesBars = 0;
  #requestsTimesTime = 0;
  #barsTimesTime = 0;

  /** A load that was run: its size and the milliseconds that it took. */
  measure({ requests, bars }: LoadSize, milliseconds: number): void {
    if (!(bars > 0) || !(milliseconds >= 0)) return;
    this.#requestsSquared = MEMORY * this.#requestsSquared + requests * requests;
    this.#barsSquared = MEMORY * this.#barsSquared + bars * bars;
    this.#requestsTimesBars = MEMORY * this.#requestsTimesBars + requests * bars;
    this.#requestsTimesTime = MEMORY * this.#requestsTimesTime + requests * milliseconds;
    this.#barsTimesTime = MEMORY * this.#barsTimesTime + bars * milliseconds;
  }

  /** Expected duration in seconds; null where nothing was measured yet. */
  secondsFor({ requests, bars }: LoadSize): number | null {
    if (this.#barsSquared === 0) return null;
    const { perRequest, perBar } = this.#costs();
    return (requests * perRequest + bars * perBar) / 1_000;
  }

  /** Milliseconds for each request and each bar; never below zero. */
  #costs(): { perRequest: number; perBar: number } {
    const determinant =
      this.#requestsSquared * this.#barsSquared - this.#requestsTimesBars * this.#requestsTimesBars;
    const onlyBars = { perRequest: 0, perBar: this.#barsTimesTime / this.#barsSquared };
    if (!(determinant > NEARLY_PARALLEL * this.#requestsSquared * this.#barsSquared)) return onlyBars;
    const perRequest =
      (this.#requestsTimesTime * this.#barsSquared - this.#barsTimesTime * this.#requestsTimesBars) /
      determinant;
    const perBar =
      (this.#barsTimesTime * this.#requestsSquared - this.#requestsTimesTime * this.#requestsTimesBars) /
      determinant;
    if (perRequest < 0) return onlyBars;
    if (perBar < 0) return { perRequest: this.#requestsTimesTime / this.#requestsSquared, perBar: 0 };
    return { perRequest, perBar };
  }
}

/** Loads whose requests and bars always stood in the same proportion say nothing of either alone. */
const NEARLY_PARALLEL = 1e-6;
