import { NO_LANE } from './lane-layout.ts';

/**
 * Where the indicators of each symbol on one interval are, if one lane has them all: what is looked up for
 * every bar, without touching the series itself.
 */
export class LaneDirectory {
  #lanes = new Int32Array(0);
  #sets = new Int32Array(0);

  /** Makes room for symbol indexes below `size`. */
  ensureSize(size: number): void {
    if (size <= this.#lanes.length) return;
    this.#lanes = grown(this.#lanes, size);
    this.#sets = grown(this.#sets, size);
  }

  /** Says in which lane of which set all indicators of the symbol are; NO_LANE where there is no such lane. */
  put(symbolIndex: number, lane: number, set: number): void {
    this.#lanes[symbolIndex] = lane;
    this.#sets[symbolIndex] = set;
  }

  /** NO_LANE where the series itself has to be asked. */
  laneOf(symbolIndex: number): number {
    return this.#lanes[symbolIndex] ?? NO_LANE;
  }

  /** Number of the set that the lane belongs to. */
  setOf(symbolIndex: number): number {
    return this.#sets[symbolIndex] ?? 0;
  }
}

function grown(list: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(list);
  return larger;
}
