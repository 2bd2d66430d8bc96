import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Interval, isIntraday } from '../../../shared/domain/interval.ts';
import type { Instrument, SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { DataSource, SourceDescription, SplitFactorRequest } from '../../loaders/contract.ts';
import { baseIntervalOf } from '../requirements/requirement-analyzer.ts';

/** Intervals that a session can be played from, the preferred one first. */
const STREAMED: readonly Interval[] = ['1m', '1s'];

/** Routes that are worked out before others have their turn. */
const SYMBOLS_PER_TURN = 500;

/** A source with what it holds. `fixedBasis`: the date that its stored prices are adjusted as of, where it cannot convert them. */
export interface RoutedSource {
  readonly source: DataSource;
  readonly description: SourceDescription;
  readonly fixedBasis: SessionDate | undefined;
}

/** A source that has the bars but whose prices cannot be joined with the symbol's others. */
export interface RefusedSource {
  readonly name: string;
  readonly cause: string;
}

/** Which source serves which interval of one symbol in one session. */
export interface SymbolRoute {
  /** Serves the interval itself; undefined where no source that can be joined has it. */
  serves(interval: Interval): RoutedSource | undefined;
  /** The interval to read in order to have `interval`: itself, or a finer one to derive it from; undefined where there is neither. */
  readInterval(interval: Interval): Interval | undefined;
  /** The intraday interval that streams in this session, minutes before seconds; undefined for a daily-only symbol. */
  readonly streaming: Interval | undefined;
  /** True where seconds stream in this session, for whoever asks for them. */
  readonly hasSeconds: boolean;
  readonly refused: ReadonlyMap<Interval, readonly RefusedSource[]>;
}

/**
 * The ordered list of sources: the first that has a symbol and interval serves it.
 * Two price bases are joined only where the split factor between them is 1; a
 * source that would mix them is passed over, with the cause kept.
 */
export class SourceRouter {
  readonly #instruments = new Map<SymbolId, Instrument>();
  readonly #coverage: ReadonlyMap<Interval, ReadonlySet<SymbolId>>[];
  readonly #sessions: ReadonlyMap<Interval, ReadonlyMap<string, ReadonlySet<SessionDate>>>[];
  readonly #routes = new Map<SymbolId, SymbolRoute>();
  /** Routes of symbols that only one source has, the same on every date. */
  readonly #lasting = new Map<SymbolId, SymbolRoute>();
  /** The only source of each of those. */
  readonly #soleSource = new Map<SymbolId, RoutedSource>();
  #routedDate: SessionDate | undefined;

  constructor(readonly sources: readonly RoutedSource[]) {
    for (const { description } of sources) {
      for (const instrument of description.instruments) {
        const known = this.#instruments.get(instrument.symbol);
        this.#instruments.set(instrument.symbol, { ...instrument, ...known });
      }
    }
    this.#coverage = sources.map(
      ({ description }) =>
        new Map(description.coverage.map((entry) => [entry.interval, new Set(entry.symbols)])),
    );
    this.#sessions = sources.map(
      ({ description }) =>
        new Map(
          description.coverage.map((entry) => [
            entry.interval,
            new Map(Object.entries(entry.sessions ?? {}).map(([symbol, dates]) => [symbol, new Set(dates)])),
          ]),
        ),
    );
  }

  isKnown(symbol: SymbolId): boolean {
    return this.#instruments.has(symbol);
  }

  instrument(symbol: SymbolId): Instrument | undefined {
    return this.#instruments.get(symbol);
  }

  instruments(): readonly Instrument[] {
    return [...this.#instruments.values()];
  }

  /** True where any source delivers that interval of the symbol itself. */
  delivers(symbol: SymbolId, interval: Interval): boolean {
    return this.#coverage.some((coverage) => coverage.get(interval)?.has(symbol) === true);
  }

  /**
   * Works out the routes of a session date for symbols that have none yet; they are
   * asked for with `route`. Split factors are asked of the sources, hence the wait. What another date
   * overtakes meanwhile is dropped.
   */
  async prepare(symbols: readonly SymbolId[], date: SessionDate): Promise<void> {
    if (this.#routedDate !== date) this.#routes.clear();
    this.#routedDate = date;
    let worked = 0;
    for (const symbol of symbols) {
      if (this.#lasting.has(symbol) || this.#routes.has(symbol)) continue;
      worked += 1;
      if (worked % SYMBOLS_PER_TURN === 0) await nextTurn();
      const route = await this.#work(symbol, date);
      if (this.#routedDate !== date) return;
      const lasts = this.#isLasting(symbol);
      (lasts ? this.#lasting : this.#routes).set(symbol, route);
      const anchor = lasts ? this.#anchor(symbol, date) : undefined;
      if (anchor !== undefined) this.#soleSource.set(symbol, anchor);
    }
  }

  #isLasting(symbol: SymbolId): boolean {
    const covering = this.sources.flatMap((_source, position) =>
      this.#covers(position, symbol) ? [position] : [],
    );
    const dated = covering.some((position) =>
      [...(this.#sessions[position]?.values() ?? [])].some((dates) => dates.has(symbol)),
    );
    return covering.length === 1 && !dated;
  }

  /** The route of a symbol on the prepared date; undefined where it was not prepared yet. */
  knownRoute(symbol: SymbolId): SymbolRoute | undefined {
    return this.#lasting.get(symbol) ?? this.#routes.get(symbol);
  }

  /** The route of a symbol on the prepared date. Throws RangeError for a symbol that was not prepared. */
  route(symbol: SymbolId): SymbolRoute {
    const route = this.knownRoute(symbol);
    if (route === undefined) throw new RangeError(`No route was prepared for ${symbol}`);
    return route;
  }

  async #work(symbol: SymbolId, date: SessionDate): Promise<SymbolRoute> {
    const anchor = this.#anchor(symbol, date);
    const served = new Map<Interval, RoutedSource>();
    const refused = new Map<Interval, RefusedSource[]>();
    for (const [position, source] of this.sources.entries()) {
      for (const [interval, symbols] of this.#coverage[position] ?? []) {
        if (!symbols.has(symbol) || served.has(interval)) continue;
        const cause =
          anchor === undefined ? undefined : await this.#basisConflict(symbol, source, anchor, date);
        if (cause === undefined) served.set(interval, source);
        else
          refused.set(interval, [...(refused.get(interval) ?? []), { name: source.description.name, cause }]);
      }
    }
    const serves = (interval: Interval): boolean => served.has(interval);
    return {
      serves: (interval) => served.get(interval),
      readInterval: (interval) => (serves(interval) ? interval : baseIntervalOf(interval, serves)),
      streaming: this.#streaming(STREAMED, symbol, date, served),
      hasSeconds: this.#streaming(['1s'], symbol, date, served) !== undefined,
      refused,
    };
  }

  /** The date that a symbol's prices are split-adjusted as of in a session; `fixed` where the session's date does not matter. */
  basisOf(symbol: SymbolId, date: SessionDate): { readonly date: SessionDate; readonly fixed: boolean } {
    const sole = this.#soleSource.get(symbol);
    const { fixedBasis } = sole ?? this.#anchor(symbol, date) ?? {};
    return { date: fixedBasis ?? date, fixed: fixedBasis !== undefined };
  }

  /** The source whose basis the others must share: the one with bars inside the session, else the first that has the symbol. */
  #anchor(symbol: SymbolId, date: SessionDate): RoutedSource | undefined {
    const covering = this.sources.filter((_source, position) => this.#covers(position, symbol));
    const intraday = this.sources.find((_source, position) =>
      [...(this.#coverage[position]?.keys() ?? [])].some(
        (interval) => isIntraday(interval) && this.#hasSession(position, interval, symbol, date),
      ),
    );
    return intraday ?? covering[0];
  }

  #covers(position: number, symbol: SymbolId): boolean {
    return [...(this.#coverage[position]?.values() ?? [])].some((symbols) => symbols.has(symbol));
  }

  /** True where the source has that interval of the symbol on the date, as far as can be told without reading. */
  #hasSession(position: number, interval: Interval, symbol: SymbolId, date: SessionDate): boolean {
    if (this.#coverage[position]?.get(interval)?.has(symbol) !== true) return false;
    const dates = this.#sessions[position]?.get(interval)?.get(symbol);
    return dates === undefined || dates.has(date);
  }

  /** True where some source has minutes or seconds of the symbol on the date, prepared or not. */
  hasIntradayData(symbol: SymbolId, date: SessionDate): boolean {
    return this.sources.some((_source, position) =>
      STREAMED.some((interval) => this.#hasSession(position, interval, symbol, date)),
    );
  }

  /** The first of these intervals that has bars in the session. */
  #streaming(
    intervals: readonly Interval[],
    symbol: SymbolId,
    date: SessionDate,
    served: ReadonlyMap<Interval, RoutedSource>,
  ): Interval | undefined {
    for (const interval of intervals) {
      const source = served.get(interval);
      if (source === undefined) continue;
      if (this.#hasSession(this.sources.indexOf(source), interval, symbol, date)) return interval;
    }
    return undefined;
  }

  /** Why two sources' prices of a symbol cannot stand in one series; undefined where they can. */
  async #basisConflict(
    symbol: SymbolId,
    source: RoutedSource,
    anchor: RoutedSource,
    date: SessionDate,
  ): Promise<string | undefined> {
    const [left, right] = [source.fixedBasis ?? date, anchor.fixedBasis ?? date];
    if (source === anchor || left === right) return undefined;
    const [early, late] = left < right ? [left, right] : [right, left];
    const [factor] = await this.splitFactors([{ symbol, date: early, asOf: late }]);
    if (factor === 1) return undefined;
    const between = `prices of ${source.description.name} are split-adjusted as of ${left}, those of ${anchor.description.name} as of ${right}`;
    return factor === undefined
      ? `${between}; no source knows the splits of ${symbol} between them`
      : `${between}; the factor between them is ${factor}, not 1`;
  }

  /** Split factors in the order of the requests, each from the first source that knows it; undefined where none does. */
  async splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]> {
    const factors: (number | undefined)[] = requests.map(() => undefined);
    for (const { source } of this.sources) {
      const open = [...factors.keys()].filter((position) => factors[position] === undefined);
      if (open.length === 0) break;
      const asked = open.flatMap((position) => requests[position] ?? []);
      const answers = await source.splitFactors(asked);
      for (const [order, position] of open.entries()) factors[position] = answers[order];
    }
    return factors;
  }
}
