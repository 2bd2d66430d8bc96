/** Values by bar, NaN where there is none. */
export type Column = readonly number[];

/** Bars as columns, as a textbook has them; sessions by a number each. */
export interface BarColumns {
  readonly open: Column;
  readonly high: Column;
  readonly low: Column;
  readonly close: Column;
  readonly volume: Column;
  readonly session: Column;
  /** Place of the bar in its session: 0 for the first of its day. */
  readonly place: Column;
  /** Length of a bar in minutes. */
  readonly barMinutes: number;
}

/** An indicator as its definition is written, over whole columns: its outputs in the registry's order. */
export type Textbook = (bars: BarColumns, params: Parameters) => readonly Column[];

/** By name; one that a definition does not have is NaN to it. */
export type Parameters = Readonly<
  Record<
    'period' | 'fast' | 'slow' | 'signal' | 'smooth' | 'stoch' | 'k' | 'atr' | 'step' | 'limit' | 'minutes',
    number
  >
>;

/** `f` of the values of each bar. */
export function each(f: (...values: number[]) => number, ...columns: Column[]): Column {
  return (columns[0] ?? []).map((_, bar) => f(...columns.map((column) => column[bar] ?? Number.NaN)));
}

/** `f` of the last `count` values at each bar; NaN where one of them is missing. */
export function rolling(column: Column, count: number, f: (window: Column) => number): Column {
  return column.map((_, bar) => {
    const window = column.slice(Math.max(0, bar - count + 1), bar + 1);
    return window.length < count || window.some(Number.isNaN) ? Number.NaN : f(window);
  });
}

export function sum(values: Column): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: Column): number {
  return sum(values) / values.length;
}

/** The value `count` bars earlier. */
export function earlier(column: Column, count = 1): Column {
  return column.map((_, bar) => column[bar - count] ?? Number.NaN);
}

/** Recursive average with the given smoothing, which begins with the mean of the first `count` values. */
function recursive(column: Column, count: number, alpha: number): Column {
  const first = column.findIndex((value) => !Number.isNaN(value));
  let average = Number.NaN;
  return column.map((value, bar) => {
    if (first < 0 || bar < first + count - 1) return Number.NaN;
    average =
      bar === first + count - 1
        ? mean(column.slice(first, first + count))
        : (1 - alpha) * average + alpha * value;
    return average;
  });
}

export function exponential(column: Column, count: number): Column {
  return recursive(column, count, 2 / (count + 1));
}

export function wilder(column: Column, count: number): Column {
  return recursive(column, count, 1 / count);
}

export function weighted(column: Column, count: number): Column {
  return rolling(
    column,
    count,
    (window) => sum(window.map((value, index) => value * (index + 1))) / ((count * (count + 1)) / 2),
  );
}

/** The columns from the bar on where all of them have a value. */
export function together(...columns: Column[]): Column[] {
  const complete = each((...values) => sum(values), ...columns);
  return columns.map((column) =>
    each((value, all) => (Number.isNaN(all) ? Number.NaN : value), column, complete),
  );
}
