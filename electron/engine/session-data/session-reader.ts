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
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { SymbolState } from '../../../shared/session/status.ts';
import { BarSeries } from './bar-series.ts';
import { type BarsQuery, type BarTimes, BarView, type ViewSource } from './bar-view.ts';
import type { SessionCore } from './session-core.ts';
import { filledRows, mergedRows, type SeriesRange, Spans, type ViewRows } from './view-rows.ts';

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
    const latest = bars.latest(interval);
    const stale = latest.fresh[index] !== 1;
    const folder = bars.folder(interval);
    if (folder.hasForming(index)) {
      return this.#latest(interval, folder.forming, index * BAR_STRIDE, false, stale);
    }
    if (series.length === 0) return undefined;
    // Of bars that stream but are not kept, what is held is not the newest.
    const isOld = stale || latest.start[index] !== series.lastStart;
    return this.#latest(interval, series.data, series.offsetOf(series.length - 1), true, isOld);
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
    const { bars } = this.core.parts;
    const times = this.#times(interval);
    const series = index === undefined ? undefined : bars.series(index, interval);
    const outside =
      index === undefined || query.hours !== 'all'
        ? undefined
        : this.core.extended.bars.series(index, interval);
    if (index === undefined || (series === undefined && outside === undefined))
      return new BarView({ regular: undefined, rows: 0, closedLength: 0 }, times);
    const forming = query.includeForming === true ? this.#forming(index, interval, query) : undefined;
    const regular = series === undefined ? NOTHING_HELD : rangeOf(series, query);
    const isPlain = query.fill === undefined && (outside === undefined || outside.length === 0);
    if (isPlain) {
      const closedLength = shownOf(Math.max(0, regular.end - regular.first), query);
      return new BarView({ regular: series, rows: regular.end - closedLength, closedLength, forming }, times);
    }
    const extended = outside === undefined ? undefined : rangeOf(outside, query);
    const rows = this.#rows(index, interval, query, regular, extended);
    const closedLength = shownOf(rows.length, query);
    const shown = rows.slice(rows.length - closedLength, rows.length);
    return new BarView({ regular: series, extended: outside, rows: shown, closedLength, forming }, times);
  }

  #times(interval: Interval): BarTimes {
    const { calendar } = this.core.parts;
    const ordinal = intervalIndex(interval);
    return {
      endOf: (start) => calendar.spanEnd(ordinal, start),
      phaseOf: (start) => calendar.phaseAt(epochMs(start)),
    };
  }

  /** The bar that forms, of the hours that are asked for and within the query's bounds. */
  #forming(index: number, interval: Interval, query: BarsQuery): ViewSource['forming'] {
    const { bars } = this.core.parts;
    const folders = [bars.folder(interval)];
    if (query.hours === 'all') folders.push(this.core.extended.bars.folder(interval));
    const folder = folders.find((each) => isWithin(each.formingStart(index), query));
    return folder && { bars: folder.forming, at: index * BAR_STRIDE };
  }

  #rows(
    index: number,
    interval: Interval,
    query: BarsQuery,
    regular: SeriesRange,
    extended: SeriesRange | undefined,
  ): ViewRows {
    if (query.fill === undefined) return mergedRows(regular, extended);
    const hours = query.hours ?? 'regular';
    const spans = new Spans(this.core.parts.calendar, interval, hours);
    // The bar before the first one that is asked for is what its empty intervals are filled with.
    const rows = mergedRows(withOneBefore(regular), extended && withOneBefore(extended));
    const holdings = this.core.holdings(index);
    const isLive =
      holdings.has('session', interval) || (hours === 'all' && holdings.has('extended', interval));
    const last = spans.endOf(rows.starts.at(-1) ?? Number.NaN);
    const until = isLive ? this.context.now() : last;
    const filled = filledRows(rows, spans, until);
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query;
    return filled.slice(filled.indexFrom(from), filled.indexFrom(to + 1));
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
    const times = this.#times(interval);
    const end = series.indexFrom(this.context.historyBefore());
    for (let row = 0; row < end; ) {
      const date = calendar.dateOf(epochMs(series.startOf(row)));
      let last = row + 1;
      while (last < end && calendar.dateOf(epochMs(series.startOf(last))) === date) last += 1;
      byDate.set(date, new BarView({ regular: series, rows: row, closedLength: last - row }, times));
      row = last;
    }
    const surplus = days === undefined ? 0 : byDate.size - days;
    for (const date of [...byDate.keys()].slice(0, Math.max(0, surplus))) byDate.delete(date);
    return byDate;
  }

  indicator(symbol: SymbolId, key: string): IndicatorReading | undefined {
    const index = this.#indexOf(symbol);
    if (index === undefined) return undefined;
    const { extended, parts } = this.core;
    return parts.indicators.reading(index, key) ?? extended.indicators.reading(index, key);
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

const NOTHING_HELD: SeriesRange = { series: new BarSeries(1), first: 0, end: 0 };

/** The bars of a series within the bounds of a query. */
function rangeOf(series: BarSeries, { from, to }: BarsQuery): SeriesRange {
  const first = from === undefined ? 0 : series.indexFrom(from);
  const end = to === undefined ? series.length : series.indexFrom(to + 1);
  return { series, first, end: Math.max(first, end) };
}

function withOneBefore({ series, first, end }: SeriesRange): SeriesRange {
  return { series, first: Math.max(0, first - 1), end };
}

/** How many of so many closed bars are shown. */
function shownOf(length: number, { last = length }: BarsQuery): number {
  return Math.min(length, last);
}

/** True for a start within the bounds of a query; NaN is in none. */
function isWithin(start: number, { from, to }: BarsQuery): boolean {
  return start >= (from ?? Number.NEGATIVE_INFINITY) && start <= (to ?? Number.POSITIVE_INFINITY);
}
