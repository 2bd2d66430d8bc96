import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Interval, isIntraday } from '../../../shared/domain/interval.ts';
import type { Instrument, SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, DataSource, SourceDescription, SplitFactorRequest } from '../../loaders/contract.ts';
import { baseIntervalOf } from '../requirements/requirement-analyzer.ts';
import { type SplitAnswer, splitAnswers } from './split-answers.ts';

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

/** Why a source is passed over. */
interface Conflict {
  readonly cause: string;
  /** False where a source could not be asked: the next time it may be otherwise. */
  readonly lasts: boolean;
}

/** The prices that a symbol has in a session. */
export interface SymbolBasis {
  /** Date that they are split-adjusted as of, unless they are raw. */
  readonly date: SessionDate;
  /** True where the session's date does not matter. */
  readonly fixed: boolean;
  /** True where they are as they were traded: no source that is used knows the splits. */
  readonly raw: boolean;
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
  /** False where a source could not be asked about splits: the route is worked out anew when it is next prepared. */
  readonly lasts: boolean;
  /** True where bars of several sources stand side by side. */
  readonly isJoined: boolean;
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
  /** Symbols of each source that lists the ones whose prices are raw. */
  readonly #raw: ReadonlyMap<RoutedSource, ReadonlySet<SymbolId>>;
  #routedDate: SessionDate | undefined;

  constructor(readonly sources: readonly RoutedSource[]) {
    this.#raw = new Map(
      sources.flatMap((source) => {
        const { raw } = source.description;
        return raw === undefined || raw === true ? [] : [[source, new Set(raw)] as const];
      }),
    );
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
      if (this.#lasting.has(symbol) || this.#routes.get(symbol)?.lasts === true) continue;
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
    let lasts = true;
    for (const [position, source] of this.sources.entries()) {
      for (const [interval, symbols] of this.#coverage[position] ?? []) {
        if (!symbols.has(symbol) || served.has(interval)) continue;
        const conflict =
          anchor === undefined ? undefined : await this.#basisConflict(symbol, source, anchor, date);
        if (conflict === undefined) served.set(interval, source);
        else {
          const { cause } = conflict;
          refused.set(interval, [...(refused.get(interval) ?? []), { name: source.description.name, cause }]);
          lasts &&= conflict.lasts;
        }
      }
    }
    const serves = (interval: Interval): boolean => served.has(interval);
    return {
      serves: (interval) => served.get(interval),
      readInterval: (interval) => (serves(interval) ? interval : baseIntervalOf(interval, serves)),
      streaming: this.#streaming(STREAMED, symbol, date, served),
      hasSeconds: this.#streaming(['1s'], symbol, date, served) !== undefined,
      refused,
      lasts,
      isJoined: new Set(served.values()).size > 1,
    };
  }

  /** What a symbol's prices are in a session. */
  basisOf(symbol: SymbolId, date: SessionDate): SymbolBasis {
    const anchor = this.#soleSource.get(symbol) ?? this.#anchor(symbol, date);
    const raw = anchor !== undefined && this.#isRaw(anchor, symbol);
    return { date: anchor?.fixedBasis ?? date, fixed: anchor?.fixedBasis !== undefined, raw };
  }

  /**
   * Why prices that a source gave cannot be joined with the symbol's others, though it was chosen: what it states
   * is not what it said of itself. Undefined where they can. The route must be prepared for the date.
   */
  basisFault(symbol: SymbolId, { interval, basis }: BarAnswer, date: SessionDate): string | undefined {
    const route = this.route(symbol);
    const source = route.serves(interval);
    if (source === undefined) return undefined;
    const { name } = source.description;
    const isRaw = this.#isRaw(source, symbol);
    if (basis.kind === 'split_adjusted') {
      const asOf = source.fixedBasis ?? date;
      if (!isRaw && basis.asOf === asOf) return undefined;
      const said = isRaw ? 'raw ones' : `those as of ${asOf}`;
      return `${name} gave prices of ${symbol} split-adjusted as of ${basis.asOf} in place of ${said}`;
    }
    // Alone it may be raw: nothing is joined with it.
    return isRaw || !route.isJoined
      ? undefined
      : `${name} gave raw prices of ${symbol}, which cannot be joined with adjusted ones`;
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
  ): Promise<Conflict | undefined> {
    if (source === anchor) return undefined;
    const [isRaw, isRawToo] = [this.#isRaw(source, symbol), this.#isRaw(anchor, symbol)];
    if (isRaw && isRawToo) return undefined;
    const words = conflictWords(basisOf(source, isRaw, date), basisOf(anchor, isRawToo, date));
    if (isRaw || isRawToo) return { cause: words, lasts: true };
    const [left, right] = [source.fixedBasis ?? date, anchor.fixedBasis ?? date];
    if (left === right) return undefined;
    const [early, late] = left < right ? [left, right] : [right, left];
    const [answer] = await this.splitFactors([{ symbol, date: early, asOf: late }]);
    if (answer?.factor === 1) return undefined;
    if (answer?.factor !== undefined)
      return { cause: `${words}; the factor between them is ${answer.factor}, not 1`, lasts: true };
    const unknown = `${words}; no source knows the splits of ${symbol} between them`;
    return answer?.cause === undefined
      ? { cause: unknown, lasts: true }
      : { cause: `${unknown} (${answer.cause})`, lasts: false };
  }

  /** True where a source knows no splits of a symbol: its prices are as they were traded. */
  #isRaw(source: RoutedSource, symbol: SymbolId): boolean {
    return this.#raw.get(source)?.has(symbol) ?? source.description.raw === true;
  }

  /** Split factors in the order of the requests, each from the first source that knows it. */
  splitFactors(requests: readonly SplitFactorRequest[]): Promise<SplitAnswer[]> {
    return splitAnswers(
      this.sources.map(({ source }) => source),
      requests,
    );
  }
}

/** A source's name and what its prices are. */
interface NamedBasis {
  readonly name: string;
  readonly words: string;
}

function basisOf({ description, fixedBasis }: RoutedSource, isRaw: boolean, date: SessionDate): NamedBasis {
  const { name } = description;
  return { name, words: isRaw ? 'raw, as they were traded' : `split-adjusted as of ${fixedBasis ?? date}` };
}

function conflictWords(one: NamedBasis, other: NamedBasis): string {
  const shared = 'split-adjusted ';
  const both = one.words.startsWith(shared) && other.words.startsWith(shared);
  const rest = both ? other.words.slice(shared.length) : other.words;
  return `prices of ${one.name} are ${one.words}, those of ${other.name} ${both ? '' : 'are '}${rest}`;
}
