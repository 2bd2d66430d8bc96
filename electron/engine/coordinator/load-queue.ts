import type { Interval } from '../../../shared/domain/interval.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { united } from '../session-data/stretches.ts';

/** Demands for history that wait, one for each symbol and interval. */
export class LoadQueue {
  readonly #demands = new Map<string, HistoryDemand>();

  get size(): number {
    return this.#demands.size;
  }

  /**
   * Queues a demand; one for the same symbol and interval that is queued already grows instead.
   * @returns the demand as it stands now.
   */
  add(demand: HistoryDemand): HistoryDemand {
    const key = keyOf(demand.symbolIndex, demand.interval);
    const queued = this.#demands.get(key);
    const missing = demand.missing.reduce(united, queued?.missing ?? []);
    const grown = {
      ...demand,
      from: missing[0]?.from ?? demand.from,
      before: missing.at(-1)?.before ?? demand.before,
      missing,
    };
    this.#demands.set(key, grown);
    return grown;
  }

  holds(symbolIndex: number): boolean {
    for (const demand of this.#demands.values()) if (demand.symbolIndex === symbolIndex) return true;
    return false;
  }

  /** Forgets what waits for a symbol, and answers it. */
  dropSymbol(symbolIndex: number): HistoryDemand[] {
    const dropped = [...this.#demands].filter(([, demand]) => demand.symbolIndex === symbolIndex);
    for (const [key] of dropped) this.#demands.delete(key);
    return dropped.map(([, demand]) => demand);
  }

  dropInterval(symbolIndex: number, interval: Interval): void {
    this.#demands.delete(keyOf(symbolIndex, interval));
  }

  /** Takes everything out, by symbol index; the order of one symbol's demands is that of their coming. */
  takeAll(): HistoryDemand[] {
    const demands = [...this.#demands.values()].sort((left, right) => left.symbolIndex - right.symbolIndex);
    this.#demands.clear();
    return demands;
  }
}

function keyOf(symbolIndex: number, interval: Interval): string {
  return `${symbolIndex} ${interval}`;
}
