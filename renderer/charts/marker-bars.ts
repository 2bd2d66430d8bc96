import type { ChartData } from '../../shared/domain/chart.ts';
import { isIntraday, nominalMilliseconds } from '../../shared/domain/interval.ts';
import { wallDate } from './axis-times.ts';

/**
 * How an instant belongs to a bar: `ended` by it (a scan at 10:05 read the bar that closed at 10:05), or lying
 * `within` it (an order filled at 10:05 is in the bar that begins then).
 */
export type Belonging = 'ended' | 'within';

/**
 * Index of the bar that an instant (epoch ms) belongs to. Between sessions it is the bar that follows; -1 where
 * the chart has none.
 */
export function barOf(data: ChartData, instant: number, belonging: Belonging): number {
  const { start } = data.bars;
  const next = firstAtOrAfter(start, belonging === 'within' ? instant + 1 : instant);
  const before = next - 1;
  if (!isIntraday(data.interval)) return dayOf(data, instant, before);
  const opened = start[before];
  if (opened !== undefined && instant - opened <= nominalMilliseconds(data.interval)) return before;
  // What lies before the first bar of the chart is not in the picture at all.
  return next > 0 && next < start.length ? next : -1;
}

/** The bar of the same day, or of the week that holds it. */
function dayOf(data: ChartData, instant: number, before: number): number {
  const { start, wallSeconds } = data.bars;
  const near = Math.max(0, before);
  const opened = start[near];
  const wall = wallSeconds[near];
  if (opened === undefined || wall === undefined) return -1;
  const wanted = wall + (instant - opened) / 1_000;
  if (data.interval === '1w') return before >= 0 && wanted - wall < 7 * 86_400 ? before : -1;
  const day = wallDate(wanted);
  for (const index of [before, before + 1]) {
    const bar = wallSeconds[index];
    if (bar !== undefined && wallDate(bar) === day) return index;
  }
  return -1;
}

/** Index of the first entry that is not below the value; the length where all are. */
export function firstAtOrAfter(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
