import { NumberReader, type NumberStyle } from '../text/numbers.ts';
import type { SampleTable } from './table.ts';

/** Columns of open, high, low and close. */
export interface PriceColumns {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Rows that admit nothing of the order are enough at this share. */
const SOUND = 0.97;
/** Highs of more than this times the low, on half of the rows, are no highs. */
const WIDEST = 2;
/** The continuity of one reading has to beat the other's by this factor. */
const CLEARLY = 1.5;

/** The figures of a sample by column; NaN where a cell is none. */
export class Figures {
  /** Rows go back in time: the row before is the later one. */
  readonly newestFirst: boolean;
  readonly #columns = new Map<number, Float64Array>();
  readonly #table: SampleTable;
  readonly #reader: NumberReader;

  constructor(table: SampleTable, style: NumberStyle, newestFirst = false) {
    this.newestFirst = newestFirst;
    this.#table = table;
    this.#reader = new NumberReader(style);
  }

  column(index: number): Float64Array {
    const known = this.#columns.get(index);
    if (known !== undefined) return known;
    const values = Float64Array.from(this.#table.rows, ({ cells }) =>
      this.#reader.readText(cells[index] ?? ''),
    );
    this.#columns.set(index, values);
    return values;
  }

  /** Share of the filled cells of a column that are numbers; 0 for one without any. */
  numeric(index: number): number {
    const values = this.column(index);
    let filled = 0;
    let good = 0;
    this.#table.rows.forEach(({ cells }, row) => {
      if ((cells[index] ?? '') === '') return;
      filled += 1;
      if (!Number.isNaN(values[row])) good += 1;
    });
    return filled === 0 ? 0 : good / filled;
  }
}

/** Share of the rows with low <= open, close <= high, of those that have all four. */
export function soundShare(figures: Figures, { open, high, low, close }: PriceColumns): number {
  const [o, h, l, c] = [open, high, low, close].map((column) => figures.column(column));
  if (o === undefined || h === undefined || l === undefined || c === undefined) return 0;
  let complete = 0;
  let sound = 0;
  for (let row = 0; row < o.length; row += 1) {
    const [ov = 0, hv = 0, lv = 0, cv = 0] = [o[row], h[row], l[row], c[row]];
    if (Number.isNaN(ov + hv + lv + cv)) continue;
    complete += 1;
    if (lv <= ov && lv <= cv && hv >= ov && hv >= cv) sound += 1;
  }
  return complete === 0 ? 0 : sound / complete;
}

export interface OrderFound extends PriceColumns {
  /** Which of the two inner prices opens the bar is told by the one before it; false where it is not. */
  readonly isDirected: boolean;
  readonly share: number;
}

/**
 * Finds open, high, low and close among columns by the order of their figures alone. High and low admit no other
 * reading; which of the other two is the open is told by the bar before: an open is nearer to the last close.
 */
export function findOrder(figures: Figures, columns: readonly number[]): OrderFound | undefined {
  for (let at = 0; at + 4 <= columns.length; at += 1) {
    const four = columns.slice(at, at + 4);
    const found = orderOf(figures, four);
    if (found !== undefined) return found;
  }
  return undefined;
}

function orderOf(figures: Figures, four: readonly number[]): OrderFound | undefined {
  for (const high of four) {
    for (const low of four) {
      const inner = four.filter((column) => column !== high && column !== low);
      const [first, second] = inner;
      if (high === low || first === undefined || second === undefined) continue;
      const share = soundShare(figures, { open: first, high, low, close: second });
      if (share < SOUND || !isRange(figures, high, low)) continue;
      const forward = leap(figures, first, second);
      const backward = leap(figures, second, first);
      const isDirected = forward * CLEARLY < backward || backward * CLEARLY < forward;
      const [open, close] = isDirected && backward < forward ? [second, first] : [first, second];
      return { open, high, low, close, isDirected, share };
    }
  }
  return undefined;
}

/** A bar's high is a little above its low: equal columns tell nothing, and a volume is far above a price. */
function isRange(figures: Figures, high: number, low: number): boolean {
  const lows = figures.column(low);
  const ratios = [...figures.column(high)]
    .map((value, row) => value / (lows[row] ?? Number.NaN))
    .filter((ratio) => Number.isFinite(ratio))
    .sort((a, b) => a - b);
  const usual = ratios[ratios.length >> 1] ?? 1;
  return usual < WIDEST && (ratios.at(-1) ?? 1) > 1;
}

/** Mean distance from the close of a bar to the open of the next. */
export function leap(figures: Figures, open: number, close: number): number {
  const opens = figures.column(open);
  const closes = figures.column(close);
  let sum = 0;
  let count = 0;
  for (let row = 1; row < opens.length; row += 1) {
    const [earlier, later] = figures.newestFirst ? [row, row - 1] : [row - 1, row];
    const before = closes[earlier] ?? Number.NaN;
    const distance = Math.abs((opens[later] ?? Number.NaN) - before) / before;
    // A new symbol or block is no continuation.
    if (!(distance < 0.5)) continue;
    sum += distance;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}
