import type { SourceBudget, SourceLimits } from '../contract.ts';
import type { Timers } from './timers.ts';
import { TokenBucket } from './token-bucket.ts';

interface Waiting {
  readonly priority: number;
  readonly enter: () => void;
}

/** Lets requests through one after the other as a source allows: so many at a time, so many a minute. */
export class Turnstile {
  readonly #timers: Timers;
  readonly #concurrent: number;
  readonly #bucket: TokenBucket | undefined;
  /** By priority, then in the order of their coming. */
  readonly #waiting: Waiting[] = [];
  #inside = 0;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #stopTimer: (() => void) | undefined;

  constructor({ concurrent = 1, requestsPerMinute }: SourceLimits, timers: Timers) {
    this.#timers = timers;
    this.#concurrent = Math.max(1, concurrent);
    this.#bucket =
      requestsPerMinute === undefined ? undefined : new TokenBucket(requestsPerMinute, timers.now());
  }

  /** What may still go out, and how long whoever waits has to. */
  budget(): SourceBudget {
    const now = this.#timers.now();
    const waiting = this.#waiting.length;
    const quiet = Math.max(0, this.#quietUntil - now);
    return {
      requestsPerMinute: this.#bucket?.requestsPerMinute ?? null,
      left: this.#bucket === undefined ? null : Math.max(0, this.#bucket.left(now) - waiting),
      waiting,
      clearInMs: Math.max(quiet, waiting === 0 ? 0 : (this.#bucket?.waitFor(waiting, now) ?? 0)),
    };
  }

  /**
   * Runs something when its turn has come; lower priorities first. Rejects as it does, or with the signal's
   * reason where the caller gives up before: it is not begun then.
   */
  async pass<T>(priority: number, signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
    await this.#turn(priority, signal);
    try {
      return await act();
    } finally {
      this.#inside -= 1;
      this.#admit();
    }
  }

  /** Nothing goes out for so many milliseconds. */
  pause(milliseconds: number): void {
    const now = this.#timers.now();
    this.#quietUntil = Math.max(this.#quietUntil, now + milliseconds);
    this.#bucket?.pause(milliseconds, now);
  }

  #turn(priority: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        if (this.#waiting.length === 0) this.#stopLooking();
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        priority,
        enter: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      const later = this.#waiting.findIndex((other) => other.priority > priority);
      this.#waiting.splice(later === -1 ? this.#waiting.length : later, 0, waiting);
      this.#admit();
    });
  }

  #admit(): void {
    const now = this.#timers.now();
    while (this.#waiting.length > 0 && this.#inside < this.#concurrent && now >= this.#quietUntil) {
      if (this.#bucket?.take(now) === false) break;
      this.#inside += 1;
      this.#waiting.shift()?.enter();
    }
    if (this.#waiting.length > 0 && this.#inside < this.#concurrent) this.#comeBack(now);
  }

  #stopLooking(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** Looks again when the next one may pass. */
  #comeBack(now: number): void {
    if (this.#stopTimer !== undefined) return;
    const wait = Math.max(this.#quietUntil - now, this.#bucket?.waitFor(1, now) ?? 0, 1);
    this.#stopTimer = this.#timers.after(wait, () => {
      this.#stopTimer = undefined;
      this.#admit();
    });
  }
}
