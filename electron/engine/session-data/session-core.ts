import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { INTERVALS, type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import type { IndicatorManager } from '../indicators/indicator-manager.ts';
import { warmUpOf } from '../indicators/kernel-of.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import type { LockBook } from '../locks/lock-book.ts';
import { analyzeRequirements, type Requirements } from '../requirements/requirement-analyzer.ts';
import type { BarSeries } from './bar-series.ts';
import type { BarStore } from './bar-store.ts';
import { ExtendedHours, readsExtendedHours } from './extended-hours.ts';
import { HistoryCoverage, wholeDemand } from './history-demand.ts';
import { HistoryFloors } from './history-floors.ts';
import { OwnedSymbols } from './owned-symbols.ts';
import { type HoldingKind, type Owner, onlyShows, type Released, SymbolHoldings } from './ownership.ts';
import type { SessionHost } from './session-host.ts';
import type { SymbolTable } from './symbol-table.ts';

/** Bars that an ad-hoc series keeps unless more is asked for. */
export const DEFAULT_SERIES_CAPACITY = 5_000;

/** Among so many sessions there is one that is no half day. */
const RECENT_SESSIONS = 5;

/** The parts that one session's data is made of. */
export interface SessionParts {
  readonly symbols: SymbolTable;
  readonly bars: BarStore;
  readonly indicators: IndicatorManager;
  readonly locks: LockBook;
  readonly calendar: Calendar;
  readonly host: SessionHost;
}

/**
 * The state behind SessionData: which symbols there are, who holds what of them,
 * which are promoted or excluded. Every provision of bars goes through here,
 * whoever asks.
 */
export class SessionCore {
  readonly coverage = new HistoryCoverage();
  /** Bars outside of regular hours, and what reads them. */
  readonly extended: ExtendedHours;
  readonly floors = new HistoryFloors();
  readonly #holdings: SymbolHoldings[] = [];
  readonly owned = new OwnedSymbols();
  readonly #generations: number[] = [];
  /** By symbol and interval: how often its bars were let go while the symbol stayed. */
  readonly #closings = new Map<string, number>();
  readonly #promoted = new Set<SymbolId>();
  readonly #excluded = new Set<SymbolId>();

  constructor(readonly parts: SessionParts) {
    const { bars, calendar, host, symbols } = parts;
    this.extended = new ExtendedHours({
      bars,
      calendar,
      symbolCount: () => symbols.size,
      sessionBegan: () => calendar.session(host.sessionDate())?.preOpen ?? Number.NEGATIVE_INFINITY,
    });
  }

  /** Index of a symbol, making room for it everywhere where it is new. */
  register(symbol: SymbolId): number {
    const { symbols, bars } = this.parts;
    const index = symbols.register(symbol);
    if (index >= this.#holdings.length) {
      this.#holdings.push(new SymbolHoldings());
      this.#generations.push(0);
      bars.ensureSize(symbols.size);
    }
    return index;
  }

  holdings(symbolIndex: number): SymbolHoldings {
    const holdings = this.#holdings[symbolIndex];
    if (holdings === undefined) throw new RangeError(`No symbol has index ${symbolIndex}`);
    return holdings;
  }

  /** True where any bar of the symbol is held. */
  holdsBars(symbolIndex: number): boolean {
    return this.holdings(symbolIndex)
      .all()
      .some(({ interval }) => (this.parts.bars.series(symbolIndex, interval)?.length ?? 0) > 0);
  }

  /** Counts up with each removal: what was loaded for an earlier generation is dropped. */
  generation(symbolIndex: number): number {
    return this.#generations[symbolIndex] ?? 0;
  }

  #hold(owner: Owner, symbolIndex: number, kind: HoldingKind, interval: Interval, key?: string): boolean {
    this.owned.add(owner, symbolIndex);
    return this.holdings(symbolIndex).hold(owner, kind, interval, key);
  }

  /** As `generation`, and with each time that nobody wants bars of the interval any more. */
  intervalGeneration(symbolIndex: number, interval: Interval): number {
    return this.generation(symbolIndex) + (this.#closings.get(`${symbolIndex} ${interval}`) ?? 0);
  }

  /** Live bars of an interval for an owner; true where nobody held that interval's session bars. */
  holdSessionBars(owner: Owner, symbolIndex: number, interval: Interval, capacity: number): boolean {
    const added = this.#hold(owner, symbolIndex, 'session', interval);
    this.parts.bars.openSeries(symbolIndex, interval, capacity);
    if (!added) return false;
    this.parts.bars.setLive(symbolIndex, interval, true);
    this.parts.host.holdingsChanged(symbolIndex);
    if (interval === '1w') this.#queueWeekSoFar(symbolIndex);
    return true;
  }

  /** Pre-market and post-market bars of an interval for an owner; true where nobody held them. */
  holdExtendedBars(owner: Owner, symbolIndex: number, interval: Interval, capacity: number): boolean {
    const added = this.#hold(owner, symbolIndex, 'extended', interval);
    this.extended.open(symbolIndex, interval, 1, capacity);
    if (!added) return false;
    this.extended.bars.setLive(symbolIndex, interval, true);
    this.parts.host.holdingsChanged(symbolIndex);
    return true;
  }

  /** The same of the last `days` completed sessions; true where a load was queued or widened. */
  holdExtendedHistory(owner: Owner, symbolIndex: number, interval: Interval, days: number): boolean {
    const { extended, parts } = this;
    this.#hold(owner, symbolIndex, 'extended_history', interval);
    extended.open(symbolIndex, interval, days + 1);
    extended.free(symbolIndex, interval, this.holdings(symbolIndex));
    const demand = extended.widen(symbolIndex, interval, days, parts.host.sessionDate());
    if (demand === undefined) return false;
    parts.host.queueHistory(demand);
    return true;
  }

  /** The week that forms began before today: its earlier days are part of it. */
  #queueWeekSoFar(symbolIndex: number): void {
    const { calendar, host } = this.parts;
    const before = host.sessionDate();
    const today = calendar.session(before);
    const from = today === undefined ? before : this.#weekStart(today);
    if (from < before) host.queueHistory(wholeDemand(symbolIndex, '1w', from, before));
  }

  /** First session of the week of a date; of a day, the day itself. */
  readonly #weekOf = (date: SessionDate): SessionDate => {
    const session = this.parts.calendar.session(date);
    return session === undefined ? date : this.#weekStart(session);
  };

  /** Date of the first session of a session's week. */
  #weekStart(session: TradingSession): SessionDate {
    const start = this.parts.calendar.spanStart(intervalIndex('1w'), session.open);
    return this.parts.calendar.dateOf(epochMs(start));
  }

  /**
   * The last `days` completed sessions of an interval for an owner, of `1w` bars from the beginning of the
   * week; true where a load was queued or widened.
   */
  holdHistory(owner: Owner, symbolIndex: number, interval: Interval, days: number): boolean {
    const { bars, calendar, host } = this.parts;
    const sessions = calendar.sessionsBefore(host.sessionDate(), days);
    this.#hold(owner, symbolIndex, 'history', interval);
    const series = bars.openSeries(symbolIndex, interval, this.#barsIn(interval, sessions.length + 1));
    this.#keepLiveWhereHeld(symbolIndex, interval);
    this.#trimCoverage(symbolIndex, interval, series);
    const [first] = sessions;
    if (first === undefined) return false;
    const from = interval === '1w' ? this.#weekStart(first) : first.date;
    if (!onlyShows(owner)) this.#lowerFloor(symbolIndex, interval, series, from);
    const beginningOf = interval === '1w' ? this.#weekOf : undefined;
    const demand = this.coverage.widen(symbolIndex, interval, from, host.sessionDate(), beginningOf);
    if (demand === undefined) return false;
    host.queueHistory(demand);
    return true;
  }

  /** What streams is kept in a series only where somebody holds session bars of it. */
  #keepLiveWhereHeld(symbolIndex: number, interval: Interval): void {
    if (!this.holdings(symbolIndex).has('session', interval))
      this.parts.bars.setLive(symbolIndex, interval, false);
  }

  /** Bars that only a chart held so far count from here on, where indicators have not seen them. */
  #lowerFloor(symbolIndex: number, interval: Interval, series: BarSeries, from: SessionDate): void {
    const { calendar, indicators } = this.parts;
    const start = calendar.session(from)?.open ?? Number.NEGATIVE_INFINITY;
    const before = this.floors.lower(symbolIndex, interval, start);
    if (series.indexFrom(before) > series.indexFrom(start))
      indicators.rebuild(symbolIndex, intervalIndex(interval), series);
  }

  /** What a full series has let go is not held any more. */
  #trimCoverage(symbolIndex: number, interval: Interval, series: BarSeries): void {
    const whole = oldestWholeSession(series, this.parts.calendar);
    if (whole !== undefined) this.coverage.trim(symbolIndex, interval, whole);
  }

  /** A session is over and another one begins: what was held as it streamed is history now. */
  roll(played: SessionDate): void {
    const next = this.parts.host.sessionDate();
    for (const [symbolIndex, holdings] of this.#holdings.entries()) {
      for (const interval of holdings.sessionIntervals()) {
        this.coverage.advance(symbolIndex, interval, played, next);
      }
      this.extended.roll(symbolIndex, holdings, played, next);
    }
  }

  /**
   * An indicator with the bars it needs for an owner; true where that key is new for the symbol. Asked
   * again after its load has failed, it loads again.
   */
  holdIndicator(owner: Owner, symbolIndex: number, config: IndicatorConfig): boolean {
    const { bars, indicators } = this.parts;
    const { interval, key } = config;
    if (readsExtendedHours(config)) return this.#holdExtendedIndicator(owner, symbolIndex, config);
    const isOwned = this.holdings(symbolIndex).isHeldBy(owner, 'indicator', interval, key);
    if (isOwned && !this.coverage.hasLost(symbolIndex, interval)) return false;
    const added = this.#hold(owner, symbolIndex, 'indicator', interval, key);
    const needs = this.requirements(symbolIndex, config);
    const capacity = needs.warmupBars + this.#barsIn(config.interval, 1) + 1;
    this.holdHistory(owner, symbolIndex, config.interval, needs.historicalDays);
    this.holdSessionBars(owner, symbolIndex, config.interval, capacity);
    if (!added) return false;
    indicators.add(symbolIndex, config);
    const series = bars.series(symbolIndex, config.interval);
    if (series !== undefined && series.length > 0) indicators.rebuildOne(symbolIndex, config.key, series);
    return true;
  }

  #holdExtendedIndicator(owner: Owner, symbolIndex: number, config: IndicatorConfig): boolean {
    const { bars, indicators } = this.extended;
    const added = this.#hold(owner, symbolIndex, 'indicator', config.interval, config.key);
    const { historicalDays, warmupBars } = this.requirements(symbolIndex, config);
    // One that begins anew with each session needs nothing of those before.
    if (!indicatorDefinition(config.name).sessionAnchored)
      this.holdExtendedHistory(owner, symbolIndex, config.interval, historicalDays);
    this.holdExtendedBars(owner, symbolIndex, config.interval, warmupBars);
    if (!added) return false;
    indicators.add(symbolIndex, config);
    const series = bars.series(symbolIndex, config.interval);
    if (series !== undefined && series.length > 0) indicators.rebuildOne(symbolIndex, config.key, series);
    return true;
  }

  /** What the requirement analyzer says of an indicator for a symbol, today. */
  requirements(symbolIndex: number, config: IndicatorConfig): Requirements {
    const { calendar, host, symbols } = this.parts;
    const symbol = symbols.symbolAt(symbolIndex);
    return analyzeRequirements(config, {
      calendar,
      asOf: host.sessionDate(),
      warmUp: warmUpOf(config),
      delivers: (interval) => host.delivers(symbol, interval),
    });
  }

  /** Regular bars of an interval in a number of full sessions. */
  #barsIn(interval: Interval, sessions: number): number {
    if (!isIntraday(interval)) return Math.max(1, sessions);
    const { calendar, host } = this.parts;
    const recent = calendar.sessionsBefore(host.sessionDate(), RECENT_SESSIONS);
    const perSession = recent.map((session) => expectedRegularBars(calendar, interval, session));
    return Math.max(1, sessions) * Math.max(1, ...perSession);
  }

  /** Capacity on the full tier: never less than the days of history and the session. */
  fullTierCapacity(interval: Interval, days: number): number {
    return Math.max(DEFAULT_SERIES_CAPACITY, this.#barsIn(interval, days + 1));
  }

  /** Puts one owner in the place of another on a symbol; what is held stays as it is. */
  handOver(from: Owner, to: Owner, symbolIndex: number): void {
    for (const { kind, interval, key, owners } of this.holdings(symbolIndex).all()) {
      if (owners.has(from)) this.#hold(to, symbolIndex, kind, interval, key);
    }
    this.owned.drop(from, symbolIndex);
    this.holdings(symbolIndex).release(from);
  }

  /** Takes an owner off every symbol. Answers how many holdings were freed. */
  releaseOwnerEverywhere(owner: Owner): number {
    const symbols = this.owned.of(owner);
    return symbols.reduce((freed, symbolIndex) => freed + this.releaseOwner(owner, symbolIndex).length, 0);
  }

  /** Takes an owner off a symbol and frees what nobody owns any more. */
  releaseOwner(owner: Owner, symbolIndex: number): readonly Released[] {
    this.owned.drop(owner, symbolIndex);
    const holdings = this.holdings(symbolIndex);
    const released = holdings.release(owner);
    this.#free(symbolIndex, released);
    for (const interval of INTERVALS) {
      if (!holdings.isDecidedBy('history', interval)) this.floors.forget(symbolIndex, interval);
    }
    if (released.length > 0) this.parts.host.holdingsChanged(symbolIndex);
    return released;
  }

  /** Drops every owner of a symbol and everything that is held of it; late loads find another generation. */
  clear(symbolIndex: number): void {
    const { host, indicators } = this.parts;
    this.#generations[symbolIndex] = this.generation(symbolIndex) + 1;
    host.cancelLoads(symbolIndex);
    this.owned.dropSymbol(symbolIndex);
    const released = this.holdings(symbolIndex).releaseAll();
    this.#free(symbolIndex, released);
    indicators.removeSymbol(symbolIndex);
    this.extended.indicators.removeSymbol(symbolIndex);
    host.holdingsChanged(symbolIndex);
  }

  /** Lets a symbol's bars go and asks for its history again: what is held cannot be joined with what comes. */
  reload(symbolIndex: number): void {
    const { bars, host } = this.parts;
    const before = host.sessionDate();
    bars.emptySeries(symbolIndex);
    const holdings = this.holdings(symbolIndex);
    for (const interval of INTERVALS) {
      const asked = this.coverage.empty(symbolIndex, interval);
      if (!holdings.has('history', interval)) this.coverage.forget(symbolIndex, interval);
      else if (asked[0] !== undefined && asked[0].from < before)
        host.queueHistory(wholeDemand(symbolIndex, interval, asked[0].from, before));
    }
    for (const demand of this.extended.reload(symbolIndex, before)) host.queueHistory(demand);
  }

  #free(symbolIndex: number, released: readonly Released[]): void {
    const { bars, indicators } = this.parts;
    const keys = released.flatMap(({ kind, key }) =>
      kind === 'indicator' && key !== undefined ? [key] : [],
    );
    indicators.removeAll(symbolIndex, keys);
    this.extended.indicators.removeAll(symbolIndex, keys);
    const holdings = this.holdings(symbolIndex);
    for (const interval of new Set(released.map((holding) => holding.interval))) {
      if (!holdings.has('history', interval)) this.floors.forget(symbolIndex, interval);
      this.#keepLiveWhereHeld(symbolIndex, interval);
      this.extended.free(symbolIndex, interval, holdings);
      if (holdings.usesInterval(interval)) continue;
      this.coverage.forget(symbolIndex, interval);
      const key = `${symbolIndex} ${interval}`;
      this.#closings.set(key, (this.#closings.get(key) ?? 0) + 1);
      bars.closeSeries(symbolIndex, interval);
      this.parts.host.cancelHistory(symbolIndex, interval);
    }
  }

  isPromoted(symbol: SymbolId): boolean {
    return this.#promoted.has(symbol);
  }

  /** True where the symbol was not promoted before. */
  markPromoted(symbol: SymbolId): boolean {
    if (this.#promoted.has(symbol)) return false;
    this.#promoted.add(symbol);
    return true;
  }

  unmarkPromoted(symbol: SymbolId): boolean {
    return this.#promoted.delete(symbol);
  }

  /** Promoted symbols in the order of their promotion: the config's symbols. */
  promoted(): readonly SymbolId[] {
    return [...this.#promoted];
  }

  isExcluded(symbol: SymbolId): boolean {
    return this.#excluded.has(symbol);
  }

  exclude(symbol: SymbolId): void {
    this.#excluded.add(symbol);
  }

  restore(symbol: SymbolId): void {
    this.#excluded.delete(symbol);
  }

  /** Removed symbols come back with the next session's setup. */
  restoreAll(): void {
    this.#excluded.clear();
  }
}

/** The first session that a full series still has all of; undefined while it has let nothing go. */
export function oldestWholeSession(series: BarSeries, calendar: Calendar): SessionDate | undefined {
  if (series.counters.evicted === 0 || series.length === 0) return undefined;
  const oldest = epochMs(series.startOf(0));
  const date = calendar.dateOf(oldest);
  const isWhole = (calendar.session(date)?.open ?? oldest) >= oldest;
  return isWhole ? date : calendar.nextSession(date)?.date;
}
