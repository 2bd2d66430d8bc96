import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ArchiveWriter } from '../../archive/contract.ts';

/** Bars that wait at most: 6 MB, and as much again to put them in order. */
const CAPACITY = 131_072;

/**
 * Collects bars and hands them to the archive by symbol, so that it gets many at a time however the files mix them.
 * Its memory is one block that is used again: of an import's size nothing depends on it.
 */
export class BarBatches {
  readonly #writer: ArchiveWriter;
  readonly #interval: Interval;
  readonly #records = new Float64Array(CAPACITY * BAR_STRIDE);
  readonly #ordered = new Float64Array(CAPACITY * BAR_STRIDE);
  /** Number of each bar's symbol. */
  readonly #owners = new Int32Array(CAPACITY);
  readonly #numbers = new Map<SymbolId, number>();
  readonly #symbols: SymbolId[] = [];
  #last: SymbolId | undefined;
  #lastNumber = 0;
  #count = 0;

  constructor(writer: ArchiveWriter, interval: Interval) {
    this.#writer = writer;
    this.#interval = interval;
  }

  /** How many more bars can be taken before `drain` has to be called. */
  get room(): number {
    return CAPACITY - this.#count;
  }

  /** Takes one bar. Throws RangeError where there is no room. */
  add(
    symbol: SymbolId,
    start: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void {
    if (this.#count === CAPACITY) throw new RangeError('Too many bars wait: drain them between chunks');
    if (symbol !== this.#last) this.#lastNumber = this.#numberOf(symbol);
    this.#last = symbol;
    const records = this.#records;
    const at = this.#count * BAR_STRIDE;
    records[at] = start;
    records[at + 1] = open;
    records[at + 2] = high;
    records[at + 3] = low;
    records[at + 4] = close;
    records[at + 5] = volume;
    this.#owners[this.#count] = this.#lastNumber;
    this.#count += 1;
  }

  /** Hands on everything, by symbol, each one's bars in the order in which they came. */
  async drain(): Promise<void> {
    const ends = this.#order();
    let from = 0;
    for (const [number, symbol] of this.#symbols.entries()) {
      const to = (ends[number] ?? 0) * BAR_STRIDE;
      if (to > from) await this.#writer.append(symbol, this.#interval, this.#ordered.subarray(from, to));
      from = to;
    }
    this.#count = 0;
  }

  /** Puts the bars in the order of their symbols' numbers; answers where each one's end. */
  #order(): Int32Array {
    const places = new Int32Array(this.#symbols.length);
    const owners = this.#owners.subarray(0, this.#count);
    for (const owner of owners) places[owner] = (places[owner] ?? 0) + 1;
    let before = 0;
    for (let number = 0; number < places.length; number += 1) {
      const count = places[number] ?? 0;
      places[number] = before;
      before += count;
    }
    owners.forEach((owner, bar) => {
      const place = places[owner] ?? 0;
      const from = bar * BAR_STRIDE;
      this.#ordered.set(this.#records.subarray(from, from + BAR_STRIDE), place * BAR_STRIDE);
      places[owner] = place + 1;
    });
    return places;
  }

  #numberOf(symbol: SymbolId): number {
    const known = this.#numbers.get(symbol);
    if (known !== undefined) return known;
    this.#numbers.set(symbol, this.#symbols.length);
    return this.#symbols.push(symbol) - 1;
  }
}
