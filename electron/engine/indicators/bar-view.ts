import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { read } from './record.ts';

/**
 * Closed bars of one series, oldest first: the bar `i` is a record at `offsetOf(i)` in `data`. Bars lie one behind the
 * other, but for one place at most where a ring begins anew.
 */
export interface BarView {
  readonly length: number;
  readonly data: Float64Array;
  offsetOf(index: number): number;
}

/** Index of the first bar with start >= the given one. */
export function indexFrom(view: BarView, start: number): number {
  let low = 0;
  let high = start === Number.NEGATIVE_INFINITY ? 0 : view.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startAt(view, middle) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Start of the bar of that index. */
export function startAt(view: BarView, index: number): number {
  return read(view.data, view.offsetOf(index) + BAR_START);
}

/** How many bars from that index on lie one behind the other, so many at most. */
export function runLength(view: BarView, index: number, most: number): number {
  const end = Math.min(view.length, index + most);
  // A ring wraps round once, so its last bar tells of those between: the usual block is not looked through.
  if (view.offsetOf(end - 1) - view.offsetOf(index) === (end - 1 - index) * BAR_STRIDE) return end - index;
  let next = index + 1;
  while (next < end && view.offsetOf(next) === view.offsetOf(next - 1) + BAR_STRIDE) next += 1;
  return next - index;
}
