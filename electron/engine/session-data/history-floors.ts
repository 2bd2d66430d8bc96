import { INTERVALS, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { grownFloat64 } from './column.ts';

/**
 * Where the history begins that indicators are computed from: the oldest session that somebody who decides
 * by them asked for. A chart may hold more; what it looks at must not change what scanners see.
 */
export class HistoryFloors {
  /** By interval, then by symbol: start of the first bar that counts; NaN where there is no floor. */
  readonly #floors: Float64Array[] = INTERVALS.map(() => new Float64Array(0));

  /** Start of the first bar that counts; -Infinity where all that is held does. */
  of(symbolIndex: number, index: number): number {
    const floor = this.#floors[index]?.[symbolIndex] ?? Number.NaN;
    return Number.isNaN(floor) ? Number.NEGATIVE_INFINITY : floor;
  }

  /** Bars from `start` on count. Answers the floor that stood before; Infinity where there was none. */
  lower(symbolIndex: number, interval: Interval, start: number): number {
    const index = intervalIndex(interval);
    const floors = grownFloat64(this.#floors[index] ?? new Float64Array(0), symbolIndex + 1, Number.NaN);
    this.#floors[index] = floors;
    const floor = floors[symbolIndex] ?? Number.NaN;
    const before = Number.isNaN(floor) ? Number.POSITIVE_INFINITY : floor;
    if (start < before) floors[symbolIndex] = start;
    return before;
  }

  /** Nobody decides by that history any more. */
  forget(symbolIndex: number, interval: Interval): void {
    const floors = this.#floors[intervalIndex(interval)];
    if (floors !== undefined && symbolIndex < floors.length) floors[symbolIndex] = Number.NaN;
  }
}
