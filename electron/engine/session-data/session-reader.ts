import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
  type LatestBar,
  type Quote,
} from '../../../shared/domain/bar.ts';
import type { IndicatorReading } from '../../../shared/domain/indicator.ts';
import { type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { SymbolState } from '../../../shared/session/status.ts';
import type { BarSeries } from './bar-series.ts';
import { type BarsQuery, BarView } from './bar-view.ts';
import type { SessionCore } from './session-core.ts';

/** What the reader must know of the running session. */
export interface ReadingContext {
  /** Bars that start before are history: the begin of the session's day, and from its close on that. */
  historyBefore(): number;
  now(): EpochMs;
  state(symbolIndex: number): SymbolState;
  latestQuote(symbolIndex: number): Quote | undefined;
}

/** Read-only access to the session's bars, quotes and indicators. */
export class SessionReader {
  constructor(
    private readonly core: SessionCore,
    private readonly context: ReadingContext,
  ) {}

  latestBar(symbol: SymbolId, interval: Interval): LatestBar | undefined {
    const index = this.#indexOf(symbol);
    if (index === undefined) return undefined;
    const { bars } = this.core.parts;
    const series = bars.series(index, interval);
    if (series === undefined) return undefined;
    const stale = bars.latest(interval).fresh[index] !== 1;
    const folder = bars.folder(interval);
    if (folder.hasForming(index)) {
      return this.#latest(interval, folder.forming, index * BAR_STRIDE, false, stale);
    }
    if (series.length === 0) return undefined;
    return this.#latest(interval, series.data, series.offsetOf(series.length - 1), true, stale);
  }

  #latest(interval: Interval, data: Float64Array, at: number, closed: boolean, stale: boolean): LatestBar {
    const start = data[at + BAR_START] ?? Number.NaN;
    const end = this.core.parts.calendar.spanEnd(intervalIndex(interval), start);
    return {
      start: epochMs(start),
      end: epochMs(end),
      open: data[at + BAR_OPEN] ?? Number.NaN,
      high: data[at + BAR_HIGH] ?? Number.NaN,
      low: data[at + BAR_LOW] ?? Number.NaN,
      close: data[at + BAR_CLOSE] ?? Number.NaN,
      volume: data[at + BAR_VOLUME] ?? Number.NaN,
      closed,
      // A week that began before today is the session's as long as today is part of it.
      source: end > this.context.historyBefore() ? 'session' : 'history',
      stale,
    };
  }

  latestQuote(symbol: SymbolId): Quote | undefined {
    const index = this.#indexOf(symbol);
    return index === undefined ? undefined : this.context.latestQuote(index);
  }

  bars(symbol: SymbolId, interval: Interval, query: BarsQuery): BarView {
    const index = this.#indexOf(symbol);
    const { bars, calendar } = this.core.parts;
    const ordinal = intervalIndex(interval);
    const endOf = (start: number): number => calendar.spanEnd(ordinal, start);
    const series = index === undefined ? undefined : bars.series(index, interval);
    if (index === undefined || series === undefined) return new BarView(undefined, 0, 0, endOf);
    const first = query.from === undefined ? 0 : series.indexFrom(query.from);
    const end = query.to === undefined ? series.length : series.indexFrom(query.to + 1);
    const folder = bars.folder(interval);
    const forming =
      query.includeForming === true && isWithin(folder.formingStart(index), query)
        ? { bars: folder.forming, at: index * BAR_STRIDE }
        : undefined;
    const allRegular = query.hours === 'all' || !isIntraday(interval);
    const rows = allRegular ? undefined : this.#regularRows(series, first, end);
    const length = rows === undefined ? Math.max(0, end - first) : rows.length;
    const skipped = Math.max(0, length - (query.last ?? length));
    return new BarView(
      series,
      rows === undefined ? first + skipped : rows.subarray(skipped),
      length - skipped,
      endOf,
      forming,
    );
  }

  /** Row numbers of the regular bars, or undefined where all of them are. */
  #regularRows(series: BarSeries, first: number, end: number): Int32Array | undefined {
    const { calendar } = this.core.parts;
    const rows = new Int32Array(Math.max(0, end - first));
    let count = 0;
    for (let row = first; row < end; row += 1) {
      if (calendar.phaseAt(epochMs(series.startOf(row))) === 'regular') rows[count++] = row;
    }
    return count === rows.length ? undefined : rows.subarray(0, count);
  }

  historicalBars(
    symbol: SymbolId,
    interval: Interval,
    days: number | undefined,
  ): ReadonlyMap<string, BarView> {
    const index = this.#indexOf(symbol);
    const { bars, calendar } = this.core.parts;
    const byDate = new Map<string, BarView>();
    const series = index === undefined ? undefined : bars.series(index, interval);
    if (series === undefined) return byDate;
    const ordinal = intervalIndex(interval);
    const endOf = (start: number): number => calendar.spanEnd(ordinal, start);
    const end = series.indexFrom(this.context.historyBefore());
    for (let row = 0; row < end; ) {
      const date = calendar.dateOf(epochMs(series.startOf(row)));
      let last = row + 1;
      while (last < end && calendar.dateOf(epochMs(series.startOf(last))) === date) last += 1;
      byDate.set(date, new BarView(series, row, last - row, endOf));
      row = last;
    }
    const surplus = days === undefined ? 0 : byDate.size - days;
    for (const date of [...byDate.keys()].slice(0, Math.max(0, surplus))) byDate.delete(date);
    return byDate;
  }

  indicator(symbol: SymbolId, key: string): IndicatorReading | undefined {
    const index = this.#indexOf(symbol);
    return index === undefined ? undefined : this.core.parts.indicators.reading(index, key);
  }

  activeSymbols(): readonly SymbolId[] {
    return this.core.parts.symbols.all().filter((_symbol, index) => !this.core.holdings(index).isEmpty);
  }

  state(symbol: SymbolId): SymbolState | undefined {
    const index = this.#indexOf(symbol);
    return index === undefined ? undefined : this.context.state(index);
  }

  #indexOf(symbol: SymbolId): number | undefined {
    return this.core.parts.symbols.indexOf(symbol);
  }
}

/** True for a start within the bounds of a query; NaN is in none. */
function isWithin(start: number, { from, to }: BarsQuery): boolean {
  return start >= (from ?? Number.NEGATIVE_INFINITY) && start <= (to ?? Number.POSITIVE_INFINITY);
}
