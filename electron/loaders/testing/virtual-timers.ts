import type { Timers } from '../paced/timers.ts';

interface Task {
  readonly at: number;
  readonly act: () => void;
}

/** Time that passes only when nothing else is left to do: a test of an hour of waiting takes milliseconds. */
export class VirtualTimers implements Timers {
  #now = 0;
  #tasks: Task[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): () => void {
    const task = { at: this.#now + Math.max(0, milliseconds), act };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#tasks.length;
  }

  /** Lets time pass until a promise is settled; rejects where nothing is left that could settle it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await new Promise(setImmediate);
      if (settled) return promise;
      if (!this.#step()) throw new Error('nothing is left that could settle the promise');
    }
  }

  /** Lets so many milliseconds pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await new Promise(setImmediate);
    while (this.#tasks.some(({ at }) => at <= end)) {
      this.#step();
      await new Promise(setImmediate);
    }
    this.#now = end;
  }

  #step(): boolean {
    const [next] = this.#tasks.toSorted((left, right) => left.at - right.at);
    if (next === undefined) return false;
    this.#tasks = this.#tasks.filter((other) => other !== next);
    this.#now = Math.max(this.#now, next.at);
    next.act();
    return true;
  }
}
