const CRASH_LIMIT = 3;
const CRASH_WINDOW_MS = 60_000;

/** Decides after each crash whether another try makes sense. */
export class CrashBudget {
  #crashes: number[] = [];

  /** `nowMs` is monotonic. False from the third crash within a minute on. */
  allowsReload(nowMs: number): boolean {
    this.#crashes = [...this.#crashes, nowMs].filter((crash) => nowMs - crash < CRASH_WINDOW_MS);
    return this.#crashes.length < CRASH_LIMIT;
  }
}
