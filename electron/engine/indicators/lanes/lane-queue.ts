import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { read } from '../record.ts';
import { DOUBLE_BYTES } from './lane-layout.ts';
import type { LaneMemory } from './lane-memory.ts';

/** Bars that are computed at a time. */
export const QUEUE_LENGTH = 256;
const BARS_BYTES = QUEUE_LENGTH * BAR_STRIDE * DOUBLE_BYTES;
const LIST_BYTES = QUEUE_LENGTH * Int32Array.BYTES_PER_ELEMENT;
const QUEUE_BYTES = BARS_BYTES + 2 * LIST_BYTES;

/** Bars that wait to be computed, each with its lane and symbol, where the code of lanes finds them. */
export class LaneQueue {
  readonly barsAt: number;
  readonly lanesAt: number;
  readonly symbolsAt: number;
  readonly #memory: LaneMemory;
  readonly #bars: Float64Array;
  readonly #lanes: Int32Array;
  readonly #symbols: Int32Array;

  constructor(memory: LaneMemory) {
    this.#memory = memory;
    this.barsAt = memory.allocate(QUEUE_BYTES);
    this.lanesAt = this.barsAt + BARS_BYTES;
    this.symbolsAt = this.lanesAt + LIST_BYTES;
    const { buffer } = memory.memory;
    this.#bars = new Float64Array(buffer, this.barsAt, QUEUE_LENGTH * BAR_STRIDE);
    this.#lanes = new Int32Array(buffer, this.lanesAt, QUEUE_LENGTH);
    this.#symbols = new Int32Array(buffer, this.symbolsAt, QUEUE_LENGTH);
  }

  /** Gives its memory back. */
  close(): void {
    this.#memory.free(this.barsAt, QUEUE_BYTES);
  }

  /** Says for which lane and symbol the bar of that place is. */
  putTarget(place: number, lane: number, symbolIndex: number): void {
    this.#lanes[place] = lane;
    this.#symbols[place] = symbolIndex;
  }

  /** Copies a bar to that place: field by field, since a call of `set` would cost more. */
  putBar(place: number, bars: Float64Array, barAt: number): void {
    const queued = this.#bars;
    const at = place * BAR_STRIDE;
    queued[at] = read(bars, barAt);
    queued[at + 1] = read(bars, barAt + 1);
    queued[at + 2] = read(bars, barAt + 2);
    queued[at + 3] = read(bars, barAt + 3);
    queued[at + 4] = read(bars, barAt + 4);
    queued[at + 5] = read(bars, barAt + 5);
  }

  /** Copies bars that lie one behind the other to the first places. */
  putBars(bars: Float64Array, firstAt: number, count: number): void {
    this.#bars.set(bars.subarray(firstAt, firstAt + count * BAR_STRIDE));
  }
}
