const MINUTE = 60_000;
/** Part of the limit that may go out at once; the rest of it is the steady rate. */
const BURST = 0.05;

/**
 * Keeps requests below a limit per minute. At most `burst` go out at once and the others at a steady rate, so
 * that no 60 seconds, wherever they begin, hold more than the limit.
 */
export class TokenBucket {
  readonly burst: number;
  readonly #perMs: number;
  #tokens: number;
  #filledAt: number;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    readonly requestsPerMinute: number,
    now: number,
  ) {
    this.burst = Math.max(1, Math.floor(requestsPerMinute * BURST));
    // A limit of one request leaves no steady rate: one goes out each minute.
    this.#perMs = Math.max(1, requestsPerMinute - this.burst) / MINUTE;
    this.#tokens = this.burst;
    this.#filledAt = now;
  }

  /** Takes one request's turn; false where none may go out now. */
  take(now: number): boolean {
    if (this.left(now) < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Whole requests that may go out at once. */
  left(now: number): number {
    this.#fill(now);
    return now < this.#pausedUntil ? 0 : Math.floor(this.#tokens + ROUNDING);
  }

  /** Milliseconds until `count` requests may have gone out; 0 where they may now. */
  waitFor(count: number, now: number): number {
    this.#fill(now);
    const pause = Math.max(0, this.#pausedUntil - now);
    const lacking = Math.max(0, count - this.#tokens - ROUNDING);
    return Math.ceil(pause + lacking / this.#perMs);
  }

  /** The source wants to be left alone: nothing goes out until then, and nothing was saved up when it ends. */
  pause(milliseconds: number, now: number): void {
    this.#fill(now);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + milliseconds);
    this.#tokens = Math.min(this.#tokens, 1);
    this.#filledAt = Math.max(this.#filledAt, this.#pausedUntil);
  }

  #fill(now: number): void {
    if (now <= this.#filledAt) return;
    this.#tokens = Math.min(this.burst, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
  }
}

/** A clock's milliseconds do not add up to whole tokens to the last digit. */
const ROUNDING = 1e-9;
