import { failure, type Result } from '../../../shared/domain/result.ts';

/** What is to be done between two steps of a run; refusals are values. */
export type Act<T> = () => Result<T>;

interface Waiting {
  /** Does it, waits for what follows from it and answers who asked. */
  run(afterwards: () => Promise<void>): Promise<void>;
  refuse(message: string): void;
}

/** What a window asks of a run, until the run has a moment for it: in the order of the calls. */
export class CommandQueue {
  #waiting: Waiting[] = [];
  #closed: string | undefined;

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Resolves once it is done, or with `session_over` where the queue was closed before. Rejects where `act` throws. */
  add<T>(act: Act<T>): Promise<Result<T>> {
    if (this.#closed !== undefined) return Promise.resolve(failure('session_over', this.#closed));
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        run: async (afterwards) => {
          try {
            const done = act();
            await afterwards();
            resolve(done);
          } catch (error) {
            reject(error);
          }
        },
        refuse: (message) => resolve(failure('session_over', message)),
      });
    });
  }

  /** Does the oldest one that waits, and what follows from it before anybody is answered. False where none waits. */
  async runNext(afterwards: () => Promise<void>): Promise<boolean> {
    const next = this.#waiting.shift();
    await next?.run(afterwards);
    return next !== undefined;
  }

  /** Refuses whatever waits, and whatever comes from here on. */
  close(message: string): void {
    this.#closed ??= message;
    for (const waiting of this.#waiting.splice(0)) waiting.refuse(message);
  }
}
