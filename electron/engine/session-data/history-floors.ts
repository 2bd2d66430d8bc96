import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';

/**
 * Where the history begins that indicators are computed from: the oldest session that somebody who decides
 * by them asked for. A chart may hold more; what it looks at must not change what scanners see.
 */
export class HistoryFloors {
  /** By symbol and interval: start of the first bar that counts. */
  readonly #floors = new Map<string, number>();

  /** Start of the first bar that counts; -Infinity where all that is held does. */
  of(symbolIndex: number, index: number): number {
    return this.#floors.get(`${symbolIndex} ${index}`) ?? Number.NEGATIVE_INFINITY;
  }

  /** Bars from `start` on count. Answers the floor that stood before; Infinity where there was none. */
  lower(symbolIndex: number, interval: Interval, start: number): number {
    const key = `${symbolIndex} ${intervalIndex(interval)}`;
    const before = this.#floors.get(key) ?? Number.POSITIVE_INFINITY;
    if (start < before) this.#floors.set(key, start);
    return before;
  }

  /** Nobody decides by that history any more. */
  forget(symbolIndex: number, interval: Interval): void {
    this.#floors.delete(`${symbolIndex} ${intervalIndex(interval)}`);
  }
}
