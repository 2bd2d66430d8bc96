import type { Interval } from '../../../shared/domain/interval.ts';
import { isIntraday } from '../../../shared/domain/interval.ts';
import { success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { availabilityOf } from '../promotion/availability.ts';
import { chartOwner } from '../session-data/ownership.ts';
import type { LiveSessionParts } from './live-parts.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** Charts that hold bars at a time; the one that was longest not asked for makes room. */
const MAX_CHARTS = 16;
/** Sessions of finer bars that are read at most to derive an interval: 60,000 minutes. */
const MAX_DERIVED_SESSIONS = 154;
const DAYS_OF_WEEK = 5;

/** What one chart has asked for. */
interface Shown {
  readonly symbol: SymbolId;
  /** By interval: what the last demand was made for. */
  readonly asked: Map<Interval, string>;
  /** Demands that the run has not come to yet. */
  waiting: number;
}

/**
 * What charts hold of the session's data, each in its own name: light data of the one symbol that it
 * shows, let go when it moves on to another. The session config is never touched.
 */
export class ChartDemands {
  readonly #shown = new Map<string, Shown>();

  constructor(private readonly parts: Pick<LiveSessionParts, 'coordinator' | 'run'>) {}

  /** Sees to it that a chart's bars are held or on their way. */
  hold(chartId: string, symbol: SymbolId, interval: Interval, last: number): void {
    const shown = this.#show(chartId, symbol);
    const key = this.#demandKey(symbol, last);
    if (shown.asked.get(interval) === key) return;
    shown.asked.set(interval, key);
    shown.waiting += 1;
    const done = (): void => {
      shown.waiting -= 1;
    };
    this.#ask(chartId, shown, interval, last).then(done, done);
  }

  /** Asks for no more than the source has: what nobody can have is not missing. */
  async #ask(chartId: string, shown: Shown, interval: Interval, last: number): Promise<void> {
    const { coordinator, run } = this.parts;
    const first = await firstSession(coordinator, shown.symbol, interval).catch(() => undefined);
    await run.perform(() => {
      if (this.#shown.get(chartId) === shown) this.#demand(chartId, shown.symbol, interval, last, first);
      return success(true);
    });
  }

  /** True while bars of the chart's symbol are on their way. */
  isLoading(chartId: string): boolean {
    const { coordinator, run } = this.parts;
    const shown = this.#shown.get(chartId);
    if (shown === undefined || run.state === 'failed') return false;
    const index = coordinator.core.parts.symbols.indexOf(shown.symbol);
    return shown.waiting > 0 || (index !== undefined && coordinator.isLoading(index));
  }

  /** A chart is gone. */
  release(chartId: string): void {
    const shown = this.#shown.get(chartId);
    if (shown === undefined) return;
    this.#shown.delete(chartId);
    this.#letGo(chartId, shown.symbol);
  }

  /** The session is over: nothing is held for charts any more. */
  close(): void {
    const { core } = this.parts.coordinator;
    for (const [chartId, { symbol }] of this.#shown) {
      const index = core.parts.symbols.indexOf(symbol);
      if (index !== undefined) core.releaseOwner(chartOwner(chartId), index);
    }
    this.#shown.clear();
  }

  /** What the chart shows from here on; the least recently used one makes room where there are too many. */
  #show(chartId: string, symbol: SymbolId): Shown {
    const known = this.#shown.get(chartId);
    const shown = known?.symbol === symbol ? known : { symbol, asked: new Map(), waiting: 0 };
    if (known !== undefined && known !== shown) this.#letGo(chartId, known.symbol);
    this.#shown.delete(chartId);
    this.#shown.set(chartId, shown);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MAX_CHARTS && oldest !== undefined) this.release(oldest);
    return shown;
  }

  #letGo(chartId: string, symbol: SymbolId): void {
    const { core } = this.parts.coordinator;
    void this.parts.run.perform(() => {
      const index = core.parts.symbols.indexOf(symbol);
      if (index !== undefined && this.#shown.get(chartId)?.symbol !== symbol)
        core.releaseOwner(chartOwner(chartId), index);
      return success(true);
    });
  }

  /** Demands are made anew for another session date, and for a symbol that was removed and has come back. */
  #demandKey(symbol: SymbolId, last: number): string {
    const { core, session } = this.parts.coordinator;
    const index = core.parts.symbols.indexOf(symbol);
    const generation = index === undefined ? 0 : core.generation(index);
    return `${last} ${session.date} ${generation} ${core.isExcluded(symbol)}`;
  }

  #demand(
    chartId: string,
    symbol: SymbolId,
    interval: Interval,
    last: number,
    first: SessionDate | undefined,
  ): void {
    const { coordinator } = this.parts;
    const data = coordinator.data.as(chartOwner(chartId));
    if (coordinator.core.isExcluded(symbol)) return;
    const days = Math.min(this.#days(symbol, interval, last), this.#daysSince(first));
    coordinator.parts.recorder.event('chart', { chart: chartId, symbol, interval, days });
    if (days > 0) data.addHistoricalBars(symbol, interval, days);
    data.addSessionBars(symbol, interval);
  }

  /** Completed sessions from a date on. */
  #daysSince(first: SessionDate | undefined): number {
    const { parts, session } = this.parts.coordinator;
    if (first === undefined) return Number.POSITIVE_INFINITY;
    const from = first < parts.calendar.firstDate ? parts.calendar.firstDate : first;
    return parts.calendar.sessionsBetween(from, session.date).filter(({ date }) => date < session.date)
      .length;
  }

  /** Trading days that hold the bars, and those that the indicators need before them. */
  #days(symbol: SymbolId, interval: Interval, last: number): number {
    const { core, parts, session } = this.parts.coordinator;
    const { indicators } = parts.config.session_data_config;
    const index = core.register(symbol);
    const warmup = indicators
      .filter((demand) => demand.interval === interval)
      .map((demand) => core.requirements(index, indicatorConfig(demand)).warmupBars);
    const bars = last + Math.max(0, ...warmup);
    if (interval === '1d') return bars;
    if (interval === '1w') return bars * DAYS_OF_WEEK;
    const fullSession = Math.max(1, expectedRegularBars(parts.calendar, interval, session));
    const days = Math.ceil(bars / fullSession);
    return this.#isDerived(symbol, interval) ? Math.min(days, MAX_DERIVED_SESSIONS) : days;
  }

  #isDerived(symbol: SymbolId, interval: Interval): boolean {
    return isIntraday(interval) && !this.parts.coordinator.delivers(symbol, interval);
  }
}

/** First session that the source has of what an interval is read from; undefined where nobody can tell. */
async function firstSession(
  coordinator: SessionCoordinator,
  symbol: SymbolId,
  interval: Interval,
): Promise<SessionDate | undefined> {
  const { router } = coordinator.parts;
  const { date } = coordinator.session;
  await router.prepare([symbol], date);
  return (await availabilityOf([symbol], [interval], date, router)).first(symbol, interval);
}
