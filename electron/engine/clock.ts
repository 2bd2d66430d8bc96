import { type EpochMs, toIsoTime } from '../../shared/domain/time.ts';

/** Session time as everything in the engine sees it. */
export interface SessionClock {
  now(): EpochMs;
}

/** The clock that the coordinator moves; it never goes back. */
export class ManualClock implements SessionClock {
  #now: EpochMs;

  constructor(start: EpochMs) {
    this.#now = start;
  }

  now(): EpochMs {
    return this.#now;
  }

  /** Throws RangeError for a time before now. */
  advanceTo(instant: EpochMs): void {
    if (instant < this.#now) {
      throw new RangeError(
        `Session time cannot go back from ${toIsoTime(this.#now)} to ${toIsoTime(instant)}`,
      );
    }
    this.#now = instant;
  }
}
