import { comparePositions, type RunPosition } from '../journal/run-position.ts';

/** Something that was done at a place of an earlier run of the same session; nothing, where the run only came by. */
export interface DoneBefore {
  readonly at: RunPosition;
  readonly redo: () => void;
}

/** Brings a run to where it stood: what was done before is done again at the same places. */
export class Restore {
  readonly #waiting: DoneBefore[];

  constructor(
    done: readonly DoneBefore[],
    private readonly isThere: (at: RunPosition) => boolean,
    /** Called once the run stands where it stood, between two steps. */
    readonly reached: () => Promise<void>,
  ) {
    this.#waiting = [...done];
  }

  /**
   * Session time, later in the session, of what is to be done next; Infinity where nothing is. No step is made
   * up at the present time: a place that only the session's end comes to is left to it.
   */
  nextTime(here: RunPosition): number {
    const at = this.#waiting[0]?.at;
    return at?.session === here.session && at.time > here.time ? at.time : Number.POSITIVE_INFINITY;
  }

  /** Does the next thing where this is its place, or its place is gone. False where it is still to come. */
  redoNext(here: RunPosition, next: number): boolean {
    const first = this.#waiting[0];
    if (first === undefined || !isDue(first.at, here, next)) return false;
    this.#waiting.shift();
    first.redo();
    return true;
  }

  /** True where all is done again and the run is as far as it was. */
  isReached(here: RunPosition): boolean {
    return this.#waiting.length === 0 && this.isThere(here);
  }
}

/** `next`: session time of the coming step; Infinity where the session has no other. */
function isDue(at: RunPosition, here: RunPosition, next: number): boolean {
  if (comparePositions(at, here) <= 0) return true;
  // Where the data has changed, a time may have fewer steps than it had.
  return at.session === here.session && next > at.time;
}
