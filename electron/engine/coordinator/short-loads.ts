import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { LoadReport } from './load-report.ts';

/** A load that brought less than whole sessions. */
export type ShortLoad = Pick<LoadReport, 'interval' | 'missing' | 'source' | 'symbol'> & {
  readonly cause: string;
};

/** Loads that lacked whole sessions, until a later one of the same bars lacks none: why a chart has gaps. */
export class ShortLoads {
  readonly #loads = new Map<string, ShortLoad>();

  /** Takes note of what a load came to. */
  take({ cause, interval, missing, source, symbol }: LoadReport): void {
    const key = keyOf(symbol, interval);
    if (missing.length === 0 || cause === null) this.#loads.delete(key);
    else this.#loads.set(key, { cause, interval, missing, source, symbol });
  }

  /** Why bars of a symbol did not come; undefined where all came. */
  of(symbol: string, interval: Interval): ShortLoad | undefined {
    return this.#loads.get(keyOf(symbol, interval));
  }
}

/** "No 5m bars of IBM on 2013-10-08 (and 2 more stretches): lean has no bars ..."; undefined where nothing is missing from `from` on. */
export function gapText(
  { cause, interval, missing, symbol }: ShortLoad,
  from: SessionDate,
): string | undefined {
  const [first, ...others] = missing.filter(({ to }) => to >= from);
  if (first === undefined) return undefined;
  const days = first.from === first.to ? `on ${first.from}` : `from ${first.from} to ${first.to}`;
  const more =
    others.length === 0 ? '' : ` and ${others.length} more stretch${others.length === 1 ? '' : 'es'}`;
  return `No ${interval} bars of ${symbol} ${days}${more}: ${cause}.`;
}

function keyOf(symbol: string, interval: Interval): string {
  return `${symbol} ${intervalIndex(interval)}`;
}
