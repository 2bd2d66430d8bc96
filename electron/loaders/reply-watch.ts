import type { Timers } from './paced/timers.ts';

/** Silence after which a worker is asked whether it still lives, and once more until it counts as hung. */
const SILENCE_MS = 30_000;

interface WatchActs {
  /** Asks the worker for a sign of life. */
  readonly ask: () => void;
  readonly onSilent: (seconds: number) => void;
}

/**
 * Notices a worker that owes an answer and says nothing. It is asked before it is given up: long silence alone
 * may be long work, or a computer that slept.
 */
export class ReplyWatch {
  readonly #timers: Timers;
  readonly #acts: WatchActs;
  #stop: (() => void) | undefined;

  constructor(timers: Timers, acts: WatchActs) {
    this.#timers = timers;
    this.#acts = acts;
  }

  /** Something is owed from now on. */
  begin(): void {
    if (this.#stop === undefined) this.heard();
  }

  /** A sign of life came: the silence begins anew. */
  heard(): void {
    this.#stop?.();
    this.#stop = this.#timers.after(SILENCE_MS, () => {
      this.#acts.ask();
      this.#stop = this.#timers.after(SILENCE_MS, () => this.#acts.onSilent((2 * SILENCE_MS) / 1_000));
    });
  }

  /** Nothing is owed. */
  rest(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
