import type { RowRefusal } from '../files/rejected-rows.ts';
import { forEachLine } from '../files/text-lines.ts';

/** A change of the share count. */
interface Split {
  /** Last day of the old shares, compact. */
  readonly after: number;
  /** New shares for one old one: 7 for a 7:1 split, 0.05 for a 1:20 one. */
  readonly shares: number;
}

/**
 * The split column of a LEAN factor file. A row's factor holds up to its day,
 * inclusive; price x factor = price in today's shares. The dividend column is
 * left alone.
 */
export class SplitFactors {
  readonly #dates: readonly number[];
  readonly #factors: readonly number[];

  constructor(dates: readonly number[], factors: readonly number[]) {
    this.#dates = dates;
    this.#factors = factors;
  }

  /** Price of a share of `date` expressed in shares of `asOf`, over its raw price; compact dates. */
  between(date: number, asOf: number): number {
    return this.#on(date) / this.#on(asOf);
  }

  splits(): Split[] {
    const splits: Split[] = [];
    for (let row = 1; row < this.#dates.length; row += 1) {
      const shares = (this.#factors[row] ?? 1) / (this.#factors[row - 1] ?? 1);
      if (shares !== 1) splits.push({ after: this.#dates[row - 1] ?? 0, shares });
    }
    return splits;
  }

  /** The factor of the first row that is not before the date; after the last row, the last one's. */
  #on(date: number): number {
    let low = 0;
    let high = this.#dates.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#dates[middle] ?? 0) >= date) high = middle;
      else low = middle + 1;
    }
    return this.#factors[low] ?? 1;
  }
}

const ROW = /^(\d{8}),[^,]+,([\d.eE+-]+)/;

/** Reads `YYYYMMDD,price factor,split factor,reference price` rows; undefined where none is good. */
export function parseFactorFile(bytes: Buffer, refusal: RowRefusal): SplitFactors | undefined {
  const dates: number[] = [];
  const factors: number[] = [];
  forEachLine(bytes, (start, end, line) => {
    const text = bytes.toString('utf8', start, end);
    const [, digits, split] = ROW.exec(text) ?? [];
    const date = Number(digits);
    const factor = Number(split);
    if (!Number.isFinite(date) || !Number.isFinite(factor) || factor <= 0) {
      return refusal.refuse(line, 'no "YYYYMMDD,price factor,split factor" row', text);
    }
    if (date <= (dates.at(-1) ?? 0))
      return refusal.refuse(line, `order: ${date} is not after the row before`, text);
    dates.push(date);
    factors.push(factor);
    return true;
  });
  return dates.length === 0 ? undefined : new SplitFactors(dates, factors);
}
