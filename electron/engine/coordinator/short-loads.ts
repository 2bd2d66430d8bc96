import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import { dateOfDayNumber, dayNumber } from '../calendar/civil-date.ts';
import type { LoadReport, SessionSpan } from './load-report.ts';

/** Sessions of an interval that loads did not bring. */
export interface ShortLoad {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** In order; both ends inclusive. */
  readonly missing: readonly SessionSpan[];
  /** Why the newest load that lacked any did. */
  readonly cause: string;
  readonly source: string | null;
}

/** Sessions that loads lacked, until a later load brings them: why a chart has gaps, and what is worth asking for again. */
export class ShortLoads {
  readonly #loads = new Map<string, ShortLoad>();

  /** Takes note of what a load came to: of the sessions that it was asked for, and of no others. */
  take({ cause, interval, missing, sessions, source, symbol }: LoadReport): void {
    const key = keyOf(symbol, interval);
    const before = this.#loads.get(key);
    const others = sessions.reduce<readonly SessionSpan[]>(outside, before?.missing ?? []);
    const all = [...others, ...missing].sort((left, right) => (left.from < right.from ? -1 : 1));
    const because = missing.length > 0 ? cause : before?.cause;
    if (all.length === 0 || because === undefined || because === null) this.#loads.delete(key);
    else this.#loads.set(key, { cause: because, interval, missing: all, source, symbol });
  }

  /** Nothing of a symbol is held any more. */
  forget(symbol: SymbolId): void {
    for (const [key, load] of this.#loads) if (load.symbol === symbol) this.#loads.delete(key);
  }

  /** Why bars of a symbol did not come; undefined where all came. */
  of(symbol: string, interval: Interval): ShortLoad | undefined {
    return this.#loads.get(keyOf(symbol, interval));
  }

  /** Everything that a symbol lacks, finest interval first. */
  ofSymbol(symbol: SymbolId): readonly ShortLoad[] {
    return [...this.#loads.values()]
      .filter((load) => load.symbol === symbol)
      .sort((left, right) => intervalIndex(left.interval) - intervalIndex(right.interval));
  }
}

/** What of some spans lies outside another. Spans are cut at dates, whether those are sessions or not. */
function outside(spans: readonly SessionSpan[], taken: SessionSpan): readonly SessionSpan[] {
  return spans.flatMap(({ from, to }) =>
    [
      { from, to: to < taken.from ? to : dayBefore(taken.from) },
      { from: from > taken.to ? from : dayAfter(taken.to), to },
    ].filter((part) => part.from <= part.to),
  );
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

function dayAfter(date: SessionDate): SessionDate {
  return dateOfDayNumber(dayNumber(date) + 1);
}

function dayBefore(date: SessionDate): SessionDate {
  return dateOfDayNumber(dayNumber(date) - 1);
}
