import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_OPEN, BAR_START, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { grownFloat64, grownUint8, INITIAL_COLUMN_CAPACITY } from './column.ts';

function emptyColumn(): Float64Array {
  return new Float64Array(INITIAL_COLUMN_CAPACITY).fill(Number.NaN);
}

/**
 * The newest bar of one interval (the forming one where one forms) as a column per
 * field, indexed by symbol: what market-wide scans read. NaN where there is none.
 * `fresh` is 1 where the bar is the newest that could be there, 0 where a newer one was due.
 */
export class LatestColumns {
  start = emptyColumn();
  open = emptyColumn();
  high = emptyColumn();
  low = emptyColumn();
  close = emptyColumn();
  volume = emptyColumn();
  fresh: Uint8Array = new Uint8Array(INITIAL_COLUMN_CAPACITY);

  /** Makes room for symbol indexes below `size`. */
  ensureSize(size: number): void {
    if (size <= this.fresh.length) return;
    this.start = grownFloat64(this.start, size, Number.NaN);
    this.open = grownFloat64(this.open, size, Number.NaN);
    this.high = grownFloat64(this.high, size, Number.NaN);
    this.low = grownFloat64(this.low, size, Number.NaN);
    this.close = grownFloat64(this.close, size, Number.NaN);
    this.volume = grownFloat64(this.volume, size, Number.NaN);
    this.fresh = grownUint8(this.fresh, size);
  }

  /** Takes over the record at `at`, marking it fresh. The caller has made room. */
  write(symbolIndex: number, bars: Float64Array, at: number): void {
    this.start[symbolIndex] = bars[at + BAR_START] ?? Number.NaN;
    this.open[symbolIndex] = bars[at + BAR_OPEN] ?? Number.NaN;
    this.high[symbolIndex] = bars[at + BAR_HIGH] ?? Number.NaN;
    this.low[symbolIndex] = bars[at + BAR_LOW] ?? Number.NaN;
    this.close[symbolIndex] = bars[at + BAR_CLOSE] ?? Number.NaN;
    this.volume[symbolIndex] = bars[at + BAR_VOLUME] ?? Number.NaN;
    this.fresh[symbolIndex] = 1;
  }

  /** True where the newest bar equals the record at `at` in every field. */
  holds(symbolIndex: number, bars: Float64Array, at: number): boolean {
    return (
      this.start[symbolIndex] === bars[at + BAR_START] &&
      this.open[symbolIndex] === bars[at + BAR_OPEN] &&
      this.high[symbolIndex] === bars[at + BAR_HIGH] &&
      this.low[symbolIndex] === bars[at + BAR_LOW] &&
      this.close[symbolIndex] === bars[at + BAR_CLOSE] &&
      this.volume[symbolIndex] === bars[at + BAR_VOLUME]
    );
  }

  /** Puts the newest bar on another price basis: prices times `factor`, volume divided by it. */
  rescale(symbolIndex: number, factor: number): void {
    if (symbolIndex >= this.fresh.length) return;
    for (const prices of [this.open, this.high, this.low, this.close]) {
      prices[symbolIndex] = (prices[symbolIndex] ?? Number.NaN) * factor;
    }
    this.volume[symbolIndex] = (this.volume[symbolIndex] ?? Number.NaN) / factor;
  }

  clear(symbolIndex: number): void {
    if (symbolIndex >= this.fresh.length) return;
    this.start[symbolIndex] = Number.NaN;
    this.open[symbolIndex] = Number.NaN;
    this.high[symbolIndex] = Number.NaN;
    this.low[symbolIndex] = Number.NaN;
    this.close[symbolIndex] = Number.NaN;
    this.volume[symbolIndex] = Number.NaN;
    this.fresh[symbolIndex] = 0;
  }

  /** From here on, every bar is old until a newer one comes. */
  expireAll(): void {
    this.fresh.fill(0);
  }

  /** Marks as fresh exactly the bars that start at `oldest` or later. */
  refreshSince(oldest: number): void {
    for (let symbolIndex = 0; symbolIndex < this.fresh.length; symbolIndex += 1) {
      this.fresh[symbolIndex] = (this.start[symbolIndex] ?? Number.NaN) >= oldest ? 1 : 0;
    }
  }
}
