import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ArchiveWriter } from '../../archive/contract.ts';

/** Bars of one symbol that are handed on in one go; some symbols by turns make smaller ones. */
const LARGEST = 8_192;
const SMALLEST = 64;
/** Doubles that wait over all symbols: 16 MB. */
const MOST_DOUBLES = 2 * 1024 * 1024;

interface Batch {
  readonly symbol: SymbolId;
  records: Float64Array;
  length: number;
}

/** Collects bars by symbol, so that the archive gets many at a time however the files mix them. */
export class BarBatches {
  readonly #writer: ArchiveWriter;
  readonly #interval: Interval;
  readonly #batches = new Map<SymbolId, Batch>();
  #last: Batch | undefined;
  #full: Batch[] = [];
  #doubles = 0;

  constructor(writer: ArchiveWriter, interval: Interval) {
    this.#writer = writer;
    this.#interval = interval;
  }

  /** Takes one bar. Call `drain` between chunks of a file. */
  add(
    symbol: SymbolId,
    start: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void {
    const batch = this.#last?.symbol === symbol ? this.#last : this.#batchOf(symbol);
    this.#last = batch;
    if (batch.length === batch.records.length) this.#grow(batch);
    const { records, length } = batch;
    records[length] = start;
    records[length + 1] = open;
    records[length + 2] = high;
    records[length + 3] = low;
    records[length + 4] = close;
    records[length + 5] = volume;
    batch.length += BAR_STRIDE;
    this.#doubles += BAR_STRIDE;
    if (batch.length === LARGEST * BAR_STRIDE) this.#finish(batch);
  }

  /** Hands on what is full, and everything where too much waits or nothing more comes. */
  async drain(isLast: boolean): Promise<void> {
    if (isLast || this.#doubles > MOST_DOUBLES) {
      for (const batch of [...this.#batches.values()]) this.#finish(batch);
    }
    const full = this.#full;
    this.#full = [];
    for (const { symbol, records, length } of full) {
      await this.#writer.append(symbol, this.#interval, records.subarray(0, length));
    }
  }

  #batchOf(symbol: SymbolId): Batch {
    const known = this.#batches.get(symbol);
    if (known !== undefined) return known;
    const batch = { symbol, records: new Float64Array(SMALLEST * BAR_STRIDE), length: 0 };
    this.#batches.set(symbol, batch);
    return batch;
  }

  #grow(batch: Batch): void {
    const larger = new Float64Array(Math.min(2 * batch.records.length, LARGEST * BAR_STRIDE));
    larger.set(batch.records);
    batch.records = larger;
  }

  #finish(batch: Batch): void {
    this.#full.push(batch);
    this.#doubles -= batch.length;
    this.#batches.delete(batch.symbol);
    if (this.#last === batch) this.#last = undefined;
  }
}
