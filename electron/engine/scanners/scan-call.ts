import type { ScanMatches } from './contract.ts';
import type { LiveTime } from './scanner-environment.ts';

/** What came of calling a scanner. */
export type ScanOutcome =
  | { readonly kind: 'answered'; readonly answer: ScanMatches }
  /** It took longer than it may, in live mode. */
  | { readonly kind: 'timeout' }
  /** The session is being closed. */
  | { readonly kind: 'stopped' };

/** A call of a scanner's code for which the run waits; whoever gives it up aborts its signal. */
export class ScanCall {
  readonly #controller = new AbortController();
  #giveUp: ((outcome: ScanOutcome) => void) | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True where nothing of the answer counts any more. */
  get isOver(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#end({ kind: 'stopped' });
  }

  #end(outcome: ScanOutcome): void {
    this.#controller.abort();
    this.#giveUp?.(outcome);
  }

  /**
   * Waits for an answer. In live mode no longer than so many milliseconds; anywhere else no clock decides.
   * Rejects where the scan does. What comes after it was given up is dropped; `onLate` tells when it is there.
   */
  async answer(
    answer: Promise<ScanMatches>,
    limit: { readonly live: LiveTime | undefined; readonly milliseconds: number },
    onLate: () => void,
  ): Promise<ScanOutcome> {
    const givenUp = new Promise<ScanOutcome>((resolve) => {
      this.#giveUp = resolve;
    });
    const takeBack = limit.live?.after(limit.milliseconds, () => this.#end({ kind: 'timeout' }));
    try {
      const answered = answer.then((value): ScanOutcome => ({ kind: 'answered', answer: value }));
      const outcome = await Promise.race([givenUp, answered]);
      if (outcome.kind !== 'answered') answered.then(onLate, onLate);
      return outcome;
    } finally {
      takeBack?.();
    }
  }
}
