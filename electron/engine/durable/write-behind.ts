import { type Failure, type Result, success } from '../../../shared/domain/result.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { SessionClock } from '../clock.ts';

/** The disk refused, and what is in memory is newer than what is on it. */
export interface NotSaved {
  /** Session time of the first refusal. */
  readonly since: EpochMs;
  readonly cause: Failure;
}

interface Waiter {
  readonly sequence: number;
  readonly resolve: (result: Result<void>) => void;
}

export interface WriteBehindOptions<T> {
  /** Puts items on the disk, all or none. Never called twice at a time. */
  readonly write: (items: readonly T[]) => Promise<Result<void>>;
  readonly clock: SessionClock;
  /** Number of what is on the disk already; the first push is the next one. */
  readonly start?: number;
  /** Each item replaces the ones before it, so only the newest is written. */
  readonly newestOnly?: boolean;
}

/**
 * Takes items at once and writes them behind the caller's back, in order, all that
 * wait in one go. A refused write keeps its items: they go again with the next push
 * or the next question whether they are durable.
 */
export class WriteBehind<T> {
  readonly #write: (items: readonly T[]) => Promise<Result<void>>;
  readonly #clock: SessionClock;
  readonly #newestOnly: boolean;
  #pending: T[] = [];
  #waiters: Waiter[] = [];
  #accepted: number;
  #durable: number;
  #notSaved: NotSaved | undefined;
  #running = false;

  constructor({ write, clock, start = 0, newestOnly = false }: WriteBehindOptions<T>) {
    this.#write = write;
    this.#clock = clock;
    this.#newestOnly = newestOnly;
    this.#accepted = start;
    this.#durable = start;
  }

  /** Undefined while the disk takes what it is given. */
  get notSaved(): NotSaved | undefined {
    return this.#notSaved;
  }

  /** Number of the newest item that was taken. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Takes an item and answers its number. */
  push(item: T): number {
    if (this.#newestOnly) this.#pending = [];
    this.#pending.push(item);
    this.#accepted += 1;
    void this.#run();
    return this.#accepted;
  }

  /** Answers when the item is on the disk, or that the attempt to put it there failed. */
  whenDurable(sequence: number): Promise<Result<void>> {
    if (sequence <= this.#durable) return Promise.resolve(success(undefined));
    if (sequence > this.#accepted) {
      throw new RangeError(`Number ${sequence} was never given; the newest is ${this.#accepted}`);
    }
    return new Promise((resolve) => {
      this.#waiters.push({ sequence, resolve });
      void this.#run();
    });
  }

  /** Answers when everything taken so far is on the disk, or failed to get there. */
  flush(): Promise<Result<void>> {
    return this.whenDurable(this.#accepted);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // One turn of the event loop's queue, so that what is pushed in one go is written in one go.
    await Promise.resolve();
    let refused = false;
    while (this.#pending.length > 0 && !refused) {
      const batch = this.#pending;
      const last = this.#accepted;
      this.#pending = [];
      const result = await this.#attempt(batch);
      // No await from here to the end of the loop: whoever is answered must find this run still going or over.
      refused = !result.ok;
      this.#settle(batch, last, result);
    }
    this.#running = false;
  }

  #settle(batch: readonly T[], last: number, result: Result<void>): void {
    if (result.ok) {
      this.#durable = last;
      this.#notSaved = undefined;
    } else {
      this.#takeBack(batch);
      this.#notSaved = { since: this.#notSaved?.since ?? this.#clock.now(), cause: result.error };
    }
    // After a refusal nobody tries again by himself: all who wait are told.
    this.#answer(result.ok ? last : this.#accepted, result);
  }

  #takeBack(batch: readonly T[]): void {
    if (this.#newestOnly && this.#pending.length > 0) return;
    this.#pending = [...batch, ...this.#pending];
  }

  async #attempt(batch: readonly T[]): Promise<Result<void>> {
    try {
      return await this.#write(batch);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { code: 'write_failed', message } };
    }
  }

  #answer(upTo: number, result: Result<void>): void {
    const due = this.#waiters.filter((waiter) => waiter.sequence <= upTo);
    this.#waiters = this.#waiters.filter((waiter) => waiter.sequence > upTo);
    for (const waiter of due) waiter.resolve(result);
  }
}
