import type { SourceBudget, SourceLimits } from '../contract.ts';
import { isTransient, SourceError } from '../source-error.ts';
import { ATTEMPTS, BackOff } from './back-off.ts';
import type { Timers } from './timers.ts';
import { Turnstile } from './turnstile.ts';

const TIMEOUT_MS = 30_000;
/** How long a source is left alone that is asked too often and does not say for how long. */
const QUIET_MS = 1_000;
/** What a source may ask of which nothing is limited. */
const UNLIMITED: SourceBudget = { requestsPerMinute: null, left: null, waiting: 0, clearInMs: 0 };

/** The calls to one source: each waits for its turn, and is tried again where its failure may be over. */
export class PacedCalls {
  readonly #name: string;
  readonly #limits: SourceLimits | undefined;
  readonly #timers: Timers;
  readonly #backOff: BackOff;
  readonly #turnstile: Turnstile | undefined;

  /** Without limits calls go out as they come, however long they take. */
  constructor(name: string, limits: SourceLimits | undefined, timers: Timers) {
    this.#name = name;
    this.#limits = limits;
    this.#timers = timers;
    this.#backOff = new BackOff(name);
    this.#turnstile = limits === undefined ? undefined : new Turnstile(limits, timers);
  }

  budget(): SourceBudget {
    return this.#turnstile?.budget() ?? UNLIMITED;
  }

  /**
   * Rejects with the last failure where all tries are used up or it will not be over, and at once with the
   * signal's reason where the caller gives up.
   */
  async ask<T>(
    priority: number,
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.#once(priority, signal, call);
      } catch (error) {
        signal?.throwIfAborted();
        if (!isTransient(error) || failures === ATTEMPTS) throw error;
        await this.#rest(error, this.#backOff.delay(failures), signal);
      }
    }
  }

  #once<T>(
    priority: number,
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    const { timeoutMs = TIMEOUT_MS } = this.#limits ?? {};
    return this.#turnstile === undefined
      ? call(signal)
      : this.#turnstile.pass(priority, signal, () => this.#heeding(this.#inTime(timeoutMs, signal, call)));
  }

  /** A source that is asked too often is left alone by everybody, before the next one has its turn. */
  async #heeding<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof SourceError && error.code === 'rate_limited') {
        this.#turnstile?.pause(error.retryAfterMs ?? QUIET_MS);
      }
      throw error;
    }
  }

  /** A call that is given up, and told so, when it takes too long or its caller gives up. */
  #inTime<T>(
    timeoutMs: number,
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    return new Promise<T>((resolve, reject) => {
      const giveUp = (reason: unknown): void => {
        controller.abort(reason);
        reject(reason);
      };
      const onAbort = (): void => giveUp(signal?.reason);
      const stopTimer = this.#timers.after(timeoutMs, () =>
        giveUp(new SourceError('timed_out', `${this.#name} did not answer within ${timeoutMs / 1_000} s`)),
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      const settle = (): void => {
        stopTimer();
        signal?.removeEventListener('abort', onAbort);
      };
      call(controller.signal).then(resolve, reject).finally(settle);
    });
  }

  /** Waits before the next try. */
  async #rest(error: SourceError, delay: number, signal: AbortSignal | undefined): Promise<void> {
    const wait = Math.max(delay, error.retryAfterMs ?? 0);
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        stopTimer();
        reject(signal?.reason);
      };
      const stopTimer = this.#timers.after(wait, () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      });
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}
