import { CHART_INTERVALS, type ChartData, type ChartQuery } from '../../../shared/domain/chart.ts';
import { type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { drawnBars } from '../charts/chart-answer.ts';
import { ChartSeries } from '../charts/chart-series.ts';
import { type HeldBars, heldBars } from '../charts/held-bars.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { readsExtendedHours } from '../session-data/extended-hours.ts';
import { ChartDemands } from './chart-demands.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { LiveSessionParts } from './live-parts.ts';
import { whyUnserved } from './load-report.ts';
import { gapText } from './short-loads.ts';
import type { SymbolRoute } from './source-router.ts';
import { SymbolHits } from './symbol-hits.ts';

/** Series that are kept ready for charts: the intervals of a few symbols. */
const MAX_SERIES = 24;

const NOTHING: HeldBars = { own: undefined, finer: undefined };

/** What is shown, and why it is not the interval that was asked for. */
interface Served {
  readonly series: ChartSeries;
  readonly cause: string | null;
}

/** What charts read of a running session. */
export class ChartView {
  readonly #demands: ChartDemands;
  readonly #hits: SymbolHits;
  /** The least recently read first. */
  readonly #series = new Map<string, ChartSeries>();
  #edition = 0;

  constructor(private readonly parts: Pick<LiveSessionParts, 'coordinator' | 'run'>) {
    this.#demands = new ChartDemands(parts);
    this.#hits = new SymbolHits(parts.run);
  }

  /** The bars of a symbol; what is not held is asked for in the chart's own name. Refuses a symbol that no source knows. */
  read(query: ChartQuery): Result<ChartData> {
    const { chartId, symbol } = query;
    const { coordinator } = this.parts;
    if (!coordinator.isKnown(symbol)) {
      const suggestion = symbolSuggestion(symbol, coordinator.parts.router);
      return failure('unknown_symbol', `No data source of this session knows ${symbol}${suggestion}.`);
    }
    const { series, cause } = this.#serve(query);
    const drawn = drawnBars(series, query, coordinator.parts.calendar);
    const loading = this.#demands.isLoading(chartId);
    return success({
      symbol,
      interval: series.interval,
      ...drawn,
      hits: this.#hits.since(symbol, series.closed.length === 0 ? 0 : series.closed.startOf(0)),
      ...this.#origin(symbol, series.interval),
      intervals: this.#intervals(symbol),
      loading: loading || !series.isComplete,
      cause: loading ? null : (cause ?? this.#whyMissing(symbol, series)),
    });
  }

  /** A chart is gone: what it held is let go. */
  close(chartId: string): void {
    this.#demands.release(chartId);
  }

  /** The session is over: nothing is held for charts any more. */
  closeAll(): void {
    this.#series.clear();
    this.#demands.close();
  }

  #route(symbol: SymbolId): SymbolRoute | undefined {
    return this.parts.coordinator.parts.router.knownRoute(symbol);
  }

  /** The interval asked for, or 1d where there are no bars inside the session to show. */
  #serve({ chartId, symbol, interval, last }: ChartQuery): Served {
    const route = this.#route(symbol);
    if (route === undefined || route.readInterval(interval) !== undefined) {
      this.#demands.hold(chartId, symbol, interval, last);
      const series = this.#updated(symbol, interval);
      if (!isIntraday(interval) || series.length > 0 || this.#demands.isLoading(chartId))
        return { series, cause: null };
    }
    this.#demands.hold(chartId, symbol, '1d', last);
    return { series: this.#updated(symbol, '1d'), cause: this.#whyNone(symbol, interval, route) };
  }

  #whyNone(symbol: SymbolId, interval: Interval, route: SymbolRoute | undefined): string {
    const { coordinator } = this.parts;
    const shown = 'daily bars are shown';
    if (coordinator.core.isExcluded(symbol)) return removed(symbol);
    const read = route?.readInterval(interval);
    const short = coordinator.shortLoads.of(symbol, interval);
    if (read !== undefined && short !== undefined)
      return `No ${interval} bars of ${symbol}: ${short.cause}; ${shown}.`;
    const source = read === undefined ? undefined : route?.serves(read)?.description.name;
    if (source === undefined) {
      const why = route === undefined ? '' : whyUnserved(symbol, interval, coordinator.parts.router);
      return `${sentence(why)}; ${shown}.`;
    }
    return route?.streaming === undefined
      ? `${source} has no ${interval} bars of ${symbol} up to ${coordinator.session.date}; ${shown}.`
      : `${source} has no ${interval} bars of ${symbol} before the open; ${shown}.`;
  }

  #whyMissing(symbol: SymbolId, { closed, interval, length }: ChartSeries): string | null {
    const { core, parts, session, shortLoads } = this.parts.coordinator;
    if (core.isExcluded(symbol)) return removed(symbol);
    const short = shortLoads.of(symbol, interval);
    const from = closed.length === 0 ? session.date : parts.calendar.dateOf(epochMs(closed.startOf(0)));
    const gap = short === undefined ? undefined : gapText(short, from);
    if (length === 0)
      return `There are no bars of ${symbol} up to now${short === undefined ? '' : `: ${short.cause}`}.`;
    return gap ?? null;
  }

  #origin(symbol: SymbolId, interval: Interval): Pick<ChartData, 'source' | 'basis'> {
    const { coordinator } = this.parts;
    const { router } = coordinator.parts;
    const route = this.#route(symbol);
    const read = route?.readInterval(interval);
    const source = read === undefined ? undefined : route?.serves(read);
    if (source === undefined) return { source: null, basis: null };
    const { raw, date: asOf } = router.basisOf(symbol, coordinator.session.date);
    return {
      source: source.description.name,
      basis: raw ? { kind: 'raw' } : { kind: 'split_adjusted', asOf },
    };
  }

  #intervals(symbol: SymbolId): readonly Interval[] {
    const route = this.#route(symbol);
    return CHART_INTERVALS.filter((interval) => route?.readInterval(interval) !== undefined);
  }

  #updated(symbol: SymbolId, interval: Interval): ChartSeries {
    const { core, indicators, parts } = this.parts.coordinator;
    const key = `${symbol} ${interval}`;
    const series = this.#series.get(key) ?? this.#opened(interval);
    this.#series.delete(key);
    this.#series.set(key, series);
    const [oldest] = this.#series.keys();
    if (this.#series.size > MAX_SERIES && oldest !== undefined) this.#series.delete(oldest);
    const index = core.parts.symbols.indexOf(symbol);
    if (index === undefined) series.update(NOTHING, parts.clock.now());
    else
      series.update(heldBars(core, index, interval), parts.clock.now(), (key) =>
        indicators.has(index, key)
          ? core.floors.of(index, intervalIndex(interval))
          : Number.POSITIVE_INFINITY,
      );
    return series;
  }

  #opened(interval: Interval): ChartSeries {
    const { calendar, config } = this.parts.coordinator.parts;
    const indicators = config.session_data_config.indicators
      .filter((demand) => demand.interval === interval)
      .map((demand) => indicatorConfig(demand))
      // A chart has the bars of regular hours alone.
      .filter((indicator) => !readsExtendedHours(indicator));
    return new ChartSeries(interval, indicators, calendar, () => {
      this.#edition += 1;
      return this.#edition;
    });
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function removed(symbol: SymbolId): string {
  return `${symbol} was removed from the session; restore it to see its chart.`;
}
