import type { Interval } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';

/** Bars of completed sessions that somebody asked for and that nobody has yet. */
export interface HistoryDemand {
  readonly symbolIndex: number;
  readonly interval: Interval;
  /** First session wanted. */
  readonly from: SessionDate;
  /** Sessions before this one are wanted: the session date, or the first session already held. */
  readonly before: SessionDate;
}

/**
 * What history is held or on its way, as the first session of an unbroken stretch
 * up to the session date, for each symbol and interval.
 */
export class HistoryCoverage {
  readonly #from = new Map<Interval, Map<number, SessionDate>>();

  /** First session that is held or pending; undefined where there is none. */
  heldFrom(symbolIndex: number, interval: Interval): SessionDate | undefined {
    return this.#from.get(interval)?.get(symbolIndex);
  }

  /**
   * Widens the coverage back to `from`. Answers only the part that was missing, or
   * undefined where all of it was held or pending.
   */
  widen(
    symbolIndex: number,
    interval: Interval,
    from: SessionDate,
    asOf: SessionDate,
  ): HistoryDemand | undefined {
    const held = this.heldFrom(symbolIndex, interval);
    if (held !== undefined && held <= from) return undefined;
    const column = this.#from.get(interval) ?? new Map<number, SessionDate>();
    column.set(symbolIndex, from);
    this.#from.set(interval, column);
    return { symbolIndex, interval, from, before: held ?? asOf };
  }

  forget(symbolIndex: number, interval: Interval): void {
    this.#from.get(interval)?.delete(symbolIndex);
  }
}
