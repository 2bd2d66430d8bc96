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
}
