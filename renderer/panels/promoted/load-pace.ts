/** Shorter than this nothing can be told of a load's pace. */
const SHORTEST_MS = 250;

interface Began {
  readonly at: number;
  readonly got: number;
}

/** How long loads have yet to go, by what came since they were first seen. */
export class LoadPace {
  readonly #began = new Map<string, Began>();

  /** Seconds that are left of a symbol's load at `now` (milliseconds); NaN while nobody can tell. */
  secondsLeft(symbol: string, got: number, asked: number, now: number): number {
    const began = this.#began.get(symbol);
    if (began === undefined || got < began.got) {
      this.#began.set(symbol, { at: now, got });
      return Number.NaN;
    }
    const [elapsed, came] = [now - began.at, got - began.got];
    return elapsed < SHORTEST_MS || came === 0 ? Number.NaN : ((asked - got) * elapsed) / came / 1_000;
  }

  /** A symbol's load is over. */
  forget(symbol: string): void {
    this.#began.delete(symbol);
  }
}
