import type { PriceBasis } from '../../../../shared/domain/bar.ts';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import type { EpochMs, SessionDate } from '../../../../shared/domain/time.ts';

/** Doubles of one stored row: what it was asked for as (ordinal), start, open, high, low, close, volume, file, row in it. */
export const ROW_STRIDE = 9;
export const ROW_ORDINAL = 0;
export const ROW_START = 1;
export const ROW_FILE = 7;
export const ROW_NUMBER = 8;

/** Bars that one symbol has of one interval; the sessions of the first and the last. */
export interface TableSeries {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly first: SessionDate;
  readonly last: SessionDate;
}

/** Stored rows of bars that can be asked for by symbol and time; what a TableSource is made of. */
export interface BarTable {
  readonly series: readonly TableSeries[];
  readonly basis: PriceBasis;
  /**
   * Rows of these symbols whose stored start lies in [from, before), ascending by ordinal (the position in `symbols`),
   * start and row; starts as the bars of the product have them, NaN where the stored one cannot be told.
   */
  rows(
    interval: Interval,
    symbols: readonly SymbolId[],
    from: EpochMs,
    before: EpochMs,
  ): Promise<Float64Array>;
  /** Name of a file by its number in the rows, relative to the source's folder. */
  fileName(number: number): string;
  close(): void;
}
