import type { EpochMs } from '../../../shared/domain/time.ts';

/**
 * Decides how long a step of session time lasts in real time. The engine has no wall clock:
 * the composition root gives it one of these.
 */
export interface Pacer {
  /**
   * Waits until the session may move from `now` to `next`. `market` is true while the market is open;
   * other stretches are skipped.
   */
  wait(now: EpochMs, next: EpochMs, market: boolean): Promise<void>;
  /** Ends a wait early. Waiting again from the same `now` goes on where it was ended. */
  wake(): void;
  /** Times real time; null for as fast as possible. Takes effect at once. */
  setSpeed(speed: number | null): void;
}
