import type { ChartBars, ChartData, ChartLine } from '../../shared/domain/chart.ts';
import type { Hit } from '../../shared/domain/hit.ts';

/** What a chart has after an answer, and the first of its bars that is not as before. */
export interface MergedChart {
  readonly data: ChartData;
  readonly from: number;
}

/**
 * Joins an answer to the bars that a chart has. Null where the two do not fit together (another edition, a hole,
 * times that do not rise): the whole is to be asked for again. An answer that is whole fits if it is in order.
 */
export function mergeChart(held: ChartData | null, answer: ChartData): MergedChart | null {
  if (!isAscending(answer.bars.start) || !isAscending(answer.bars.wallSeconds)) return null;
  if (answer.whole) return { data: answer, from: 0 };
  if (held === null || !fits(held, answer)) return null;
  const count = held.bars.start.length;
  const [first] = answer.bars.start;
  if (first === undefined) return { data: withBars(answer, held, held.bars, held.lines), from: count };
  const from = indexOf(held.bars.start, first);
  if (from === -1) return null;
  const bars = joinedBars(held.bars, answer.bars, from);
  const lines = answer.lines.map((line, i) => joinedLine(held.lines[i], line, from));
  return isAscending(bars.wallSeconds) ? { data: withBars(answer, held, bars, lines), from } : null;
}

function fits(held: ChartData, answer: ChartData): boolean {
  return (
    held.symbol === answer.symbol &&
    held.interval === answer.interval &&
    held.edition === answer.edition &&
    held.lines.length === answer.lines.length &&
    held.lines.every(({ key, output }, i) => sameLine(answer.lines[i], key, output))
  );
}

function sameLine(line: ChartLine | undefined, key: string, output: string): boolean {
  return line?.key === key && line.output === output;
}

function withBars(
  answer: ChartData,
  held: ChartData,
  bars: ChartBars,
  lines: readonly ChartLine[],
): ChartData {
  return {
    ...answer,
    bars,
    lines,
    sessionStarts: joinedStarts(held.sessionStarts, answer.sessionStarts),
    hits: joinedHits(held.hits, answer.hits),
  };
}

function joinedBars(held: ChartBars, more: ChartBars, from: number): ChartBars {
  return {
    start: joined(held.start, more.start, from),
    wallSeconds: joined(held.wallSeconds, more.wallSeconds, from),
    open: joined(held.open, more.open, from),
    high: joined(held.high, more.high, from),
    low: joined(held.low, more.low, from),
    close: joined(held.close, more.close, from),
    volume: joined(held.volume, more.volume, from),
  };
}

function joinedLine(held: ChartLine | undefined, more: ChartLine, from: number): ChartLine {
  return held === undefined ? more : { ...more, values: joined(held.values, more.values, from) };
}

/** The first `from` of the one, then all of the other. */
function joined(held: Float64Array, more: Float64Array, from: number): Float64Array {
  const all = new Float64Array(from + more.length);
  all.set(held.subarray(0, from));
  all.set(more, from);
  return all;
}

function joinedStarts(held: Float64Array, more: Float64Array): Float64Array {
  const last = held[held.length - 1] ?? Number.NEGATIVE_INFINITY;
  const later = more.filter((start) => start > last);
  return later.length === 0 ? held : joined(held, later, held.length);
}

function joinedHits(held: readonly Hit[], more: readonly Hit[]): readonly Hit[] {
  const known = new Set(held.map(hitKey));
  const added = more.filter((hit) => !known.has(hitKey(hit)));
  return added.length === 0 ? held : [...held, ...added];
}

function hitKey({ time, scanner }: Hit): string {
  return `${time} ${scanner}`;
}

/** Where the column has exactly this value; -1 where it does not. */
function indexOf(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : -1;
}

function isAscending(column: Float64Array): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? Number.NaN;
    if (!Number.isFinite(value) || (i > 0 && value <= (column[i - 1] ?? Number.NaN))) return false;
  }
  return true;
}
