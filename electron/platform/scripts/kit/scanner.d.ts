/**
 * What a scanner script is given. This file is written by the program, for your editor; changing it changes nothing.
 * A script exports `scan`, and `setup` and `teardown` where it needs them.
 */

type Interval = '1s' | '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w';

interface IndicatorOptions {
  readonly interval: Interval;
  /** Short for `params: { period }`. */
  readonly period?: number;
  readonly params?: Readonly<Record<string, number>>;
  /** One of its outputs, as `upper`; the main one where it is left out. */
  readonly output?: string;
}

interface CommonContext {
  /** Name of the scanner. */
  readonly name: string;
  /** The session date: `2013-10-07`. */
  readonly date: string;
  /** `params` of the scanner's config. */
  readonly params: Readonly<Record<string, unknown>>;
  /** From 0 to below 1; the same numbers whenever the session is played again. Math.random is this too. */
  random(): number;
}

interface SetupContext extends CommonContext {
  /** The session clock, ms since 1970 in UTC. */
  readonly now: number;
  /** The newest bar of an interval, which may be forming. */
  latest(interval: Interval): void;
  indicator(name: string, options: IndicatorOptions): void;
  /** The last closed bars of each symbol, at most 500. */
  bars(interval: Interval, options: { readonly last: number }): void;
}

/** By row: one number for each symbol; NaN where there is none. */
type Column = Float64Array;

interface LatestColumns {
  /** Start of the bar, ms since 1970 in UTC. */
  readonly start: Column;
  readonly open: Column;
  readonly high: Column;
  readonly low: Column;
  readonly close: Column;
  readonly volume: Column;
  /** 1 where the bar is the newest that could be there, 0 where a newer one was due. */
  readonly fresh: Column;
}

/** One symbol's closed bars, oldest first: the newest is at `length - 1`. */
interface SymbolBars {
  readonly length: number;
  readonly start: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

type CheckOperator = '>' | '>=' | '<' | '<=' | '=' | '!=';
/** What a number is measured in; it decides how it is shown. */
type CheckUnit = 'price' | 'percent' | 'volume' | 'count' | 'ratio' | 'minutes' | 'number';

interface ScanContext extends CommonContext {
  /** The session clock, ms since 1970 in UTC. Date.now() is this too. */
  readonly now: number;
  /** Negative before the open. */
  readonly minutesSinceOpen: number;
  /** Negative after the close. */
  readonly minutesToClose: number;
  /** Rows: symbols of the universe. */
  readonly count: number;
  /** By row. */
  readonly symbols: readonly string[];
  /** GICS sectors by row; empty where one is not known. */
  readonly sectors: readonly string[];
  /** Row of a symbol; -1 where it is not in the universe. */
  indexOf(symbol: string): number;
  isPromoted(symbol: number | string): boolean;
  /** What setup asked for, of the same interval. */
  latest(interval: Interval): LatestColumns;
  /** What setup asked for, by the same name and options; on closed bars. */
  indicator(name: string, options: IndicatorOptions): Column;
  bars(interval: Interval): { readonly last: number; of(symbol: number | string): SymbolBars };
  /**
   * Asks a named question of a symbol, once a scan, and answers it: null where a number is missing. It is kept, so that
   * hits and misses explain themselves. A script has up to 16 checks; a name keeps its operator and its unit.
   * @param name up to 60 characters, as `gap over 3 %`
   */
  check(
    symbol: number | string,
    name: string,
    value: number,
    operator: CheckOperator,
    threshold: number,
    unit?: CheckUnit,
  ): boolean | null;
  /** A question that is answered by yes or no, or by null where the data cannot say. */
  check(symbol: number | string, name: string, value: boolean | null): boolean | null;
  /**
   * Reports a symbol, once a scan.
   * @param figures up to 16 finite numbers; names of small letters, digits and _
   * @param reason one line, up to 200 characters
   */
  hit(symbol: number | string, figures?: Readonly<Record<string, number>>, reason?: string): void;
  /** The data could not say yes or no of this symbol. A check that answered null says so by itself. */
  unknown(symbol: number | string): void;
  /** Asks for its promotion, within the bounds of the config. False where it is promoted or was asked for. */
  addSymbol(symbol: number | string): boolean;
}

/** Into the session's log: 20 lines a call, 500 a session date. */
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: unknown[]) => void>;
