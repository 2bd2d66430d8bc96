import type { PriceBasis } from '../../shared/domain/bar.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { Instrument, SymbolId } from '../../shared/domain/symbol.ts';
import type { EpochMs, SessionDate } from '../../shared/domain/time.ts';

/**
 * The seam between the engine and every origin of market data. The engine knows
 * only this file; vendor names, file layouts and price scales stop behind it.
 *
 * All methods answer plain, structured-cloneable values, so that a source can
 * live in a worker thread behind a message port (see source-host.ts).
 */
export interface DataSource {
  readonly name: string;

  /** What the source holds. Cheap after the first call. Rejects only where the source cannot be opened at all. */
  describe(): Promise<SourceDescription>;

  /**
   * Bars whose END lies in (from, to], one answer per request, in the order of
   * the requests. Never answers a bar that ends after `to`. A symbol or interval
   * that the source does not have is an answer with no bars and a cause, not a rejection; so is a symbol that
   * has no bars in the range. An aborted call rejects with the signal's reason and leaves no work running.
   */
  readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]>;

  /** Quotes with time in (from, to]; no quotes where the source has none. */
  readQuotes(requests: readonly QuoteRequest[], signal?: AbortSignal): Promise<QuoteAnswer[]>;

  /** Halts, splits and feed losses with time in (from, to], ascending. */
  readNotices(from: EpochMs, to: EpochMs): Promise<MarketNotice[]>;

  /**
   * Price on `date` divided by the price of the same shares expressed as of `asOf`
   * (0.142857 across a later 7:1 split is 1/7: raw x factor = price as of `asOf`).
   * Undefined where the source knows no splits of the symbol.
   */
  splitFactors(requests: readonly SplitFactorRequest[]): Promise<(number | undefined)[]>;

  /**
   * First and last session that the source has of a symbol and interval, in the order of the requests: what a
   * price is told by before anything is loaded. Answered from listings and files alone, never by a paid request;
   * undefined where the source has none, or cannot tell.
   */
  historySpans(requests: readonly SpanRequest[]): Promise<(HistorySpan | undefined)[]>;

  /** How much may still be asked now. Absent, as is a value in it, where the source sets no such bound. */
  budget?(): Promise<SourceBudget>;

  /** Rows refused so far, since the last call of this method. */
  takeRejectedRows(): Promise<RejectedRow[]>;

  close(): Promise<void>;
}

export interface SourceDescription {
  readonly name: string;
  /** `simulated`, `daily_csv`, `lean`, `archive`, `parquet`. */
  readonly kind: string;
  readonly instruments: readonly Instrument[];
  /** Per interval that the source delivers itself: which symbols have any data of it, and where they begin and end. */
  readonly coverage: readonly IntervalCoverage[];
  /**
   * Symbols whose prices are as they were traded, because the source knows no splits of them: their answers
   * state `raw`, and they are joined with nobody's adjusted prices. True for all of its symbols.
   */
  readonly raw?: true | readonly SymbolId[];
  /** The date that all prices are split-adjusted as of, where the source cannot express them as of another. */
  readonly fixedBasis?: SessionDate;
  /** What the origin allows; absent for files, which may be read as fast as they come. */
  readonly limits?: SourceLimits;
}

/** What an origin of data allows. Whoever calls it through a PacedSource keeps to all of it. */
export interface SourceLimits {
  /** Requests in any 60 seconds. */
  readonly requestsPerMinute?: number;
  /** The most bars that one request may ask for; longer ranges are asked for in pages. */
  readonly maxBarsPerRequest?: number;
  /** Requests under way at a time; 1 where absent. */
  readonly concurrent?: number;
  /** Milliseconds after which a request without an answer counts as failed; 30,000 where absent. */
  readonly timeoutMs?: number;
}

/** How much may still be asked of a source. */
export interface SourceBudget {
  /** Requests a minute that the source allows, and those that could go out at once; null where it does not count. */
  readonly requestsPerMinute: number | null;
  readonly left: number | null;
  /** Requests that wait for their turn, and the milliseconds until the last of them goes out. */
  readonly waiting: number;
  readonly clearInMs: number;
}

export interface IntervalCoverage {
  readonly interval: Interval;
  readonly symbols: readonly SymbolId[];
  /** The sessions that each symbol has files for, where that is known without reading them; else undefined. */
  readonly sessions?: Readonly<Record<string, readonly SessionDate[]>>;
}

export interface BarRequest {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** Exclusive bound on the bar's end. */
  readonly from: EpochMs;
  /** Inclusive bound on the bar's end. */
  readonly to: EpochMs;
  readonly hours: 'regular' | 'all';
  /** Prices are wanted split-adjusted as of this date; the answer states the basis that was really given. */
  readonly asOf: SessionDate;
  /** Where requests must wait for a source, lower ones go first; 0 where absent. It never changes an answer. */
  readonly priority?: number;
}

/** The stretch of time (from, to], by the ends of bars. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface BarAnswer {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** n records of BAR_STRIDE doubles, strictly ascending by start. */
  readonly records: Float64Array;
  readonly basis: PriceBasis;
  /** Why there is less than asked, in words for the user; absent when the source knows of nothing missing. */
  readonly cause?: string;
  /**
   * Where the origin answered a part of the range only: every bar that ends by then is here, the rest is to be
   * asked for again. Only sources with limits may cut; a PacedSource asks on, so the engine never sees it.
   */
  readonly through?: EpochMs;
  /** Parts of the range that could not be had, for the reason in `cause`; asking again later may bring them. */
  readonly failed?: readonly TimeRange[];
}

export interface QuoteRequest {
  readonly symbol: SymbolId;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly asOf: SessionDate;
}

export interface QuoteAnswer {
  readonly symbol: SymbolId;
  /** n records of QUOTE_STRIDE doubles, ascending by time. NaN where a side is missing. */
  readonly records: Float64Array;
}

export interface SplitFactorRequest {
  readonly symbol: SymbolId;
  readonly date: SessionDate;
  readonly asOf: SessionDate;
}

export interface SpanRequest {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** The symbol is the one of this date. */
  readonly asOf: SessionDate;
}

/** Both ends inclusive; there may be holes between them. */
export interface HistorySpan {
  readonly first: SessionDate;
  readonly last: SessionDate;
}

export interface MarketNotice {
  readonly time: EpochMs;
  readonly kind: 'halt' | 'resume' | 'split' | 'feed_lost' | 'feed_restored';
  /** Absent for notices that concern the whole feed. */
  readonly symbol?: SymbolId;
  readonly detail: string;
}

/** A row that did not become a bar. */
export interface RejectedRow {
  readonly source: string;
  /** Path relative to the data folder; for an archive `archive.zip!entry.csv`. */
  readonly file: string;
  /** 1-based line in the file. */
  readonly line: number;
  readonly reason: string;
  /** The row as it stood, cut at 200 characters. */
  readonly text: string;
  /** Whose bar it would have been, as far as that can be told; the day then lacks it. */
  readonly symbol?: SymbolId;
  readonly interval?: Interval;
  readonly date?: SessionDate;
}

/** One entry of the config's `data_sources`, with its path made absolute. */
export type SourceOptions =
  | { readonly kind: 'simulated'; readonly name: string; readonly seed: number; readonly symbols: number }
  | {
      readonly kind: 'daily_csv';
      readonly name: string;
      readonly path: string;
      /** Prices in the files are split-adjusted as of this date. */
      readonly adjustedAsOf: SessionDate;
    }
  | { readonly kind: 'lean'; readonly name: string; readonly path: string }
  | {
      readonly kind: 'archive';
      readonly name: string;
      /** The archive's own folder. */
      readonly path: string;
      readonly dataset: string;
    }
  | {
      readonly kind: 'parquet';
      readonly name: string;
      readonly path: string;
      readonly basis: PriceBasis;
      /** What the files leave open, as the user states it. */
      readonly stated: ParquetStatement;
    };

/** How the rows of a Parquet folder are to be understood, where that cannot be told from them. */
export interface ParquetStatement {
  readonly interval?: Interval;
  /** Zone of stamps that carry none. */
  readonly zone?: 'UTC' | 'exchange';
  /** Whether a stamp is that of its bar's start or of its end. */
  readonly stamps?: 'bar_start' | 'bar_end';
  /** Names of columns; those that are absent are found by their names. */
  readonly columns?: Readonly<Partial<Record<ParquetColumn, string>>>;
}

export type ParquetColumn = 'time' | 'symbol' | 'open' | 'high' | 'low' | 'close' | 'volume';
