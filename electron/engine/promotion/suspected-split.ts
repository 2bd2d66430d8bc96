import { BAR_CLOSE, BAR_OPEN, BAR_START } from '../../../shared/domain/bar.ts';
import type { BarSeries } from '../session-data/bar-series.ts';

/** A price that jumped from one day to the next by a ratio that splits have. */
export interface SuspectedSplit {
  /** Start of the daily bar that opened at the other price. */
  readonly start: number;
  /** `4:1`, new shares to old; `1:10` for a reverse split. */
  readonly ratio: string;
}

/** New shares for each old one. */
const RATIOS: readonly (readonly [number, string])[] = [
  [3 / 2, '3:2'],
  [2, '2:1'],
  [3, '3:1'],
  [4, '4:1'],
  [5, '5:1'],
  [7, '7:1'],
  [10, '10:1'],
  [15, '15:1'],
  [20, '20:1'],
  [25, '25:1'],
  [1 / 2, '1:2'],
  [1 / 3, '1:3'],
  [1 / 4, '1:4'],
  [1 / 5, '1:5'],
  [1 / 7, '1:7'],
  [1 / 8, '1:8'],
  [1 / 10, '1:10'],
  [1 / 15, '1:15'],
  [1 / 20, '1:20'],
  [1 / 25, '1:25'],
  [1 / 30, '1:30'],
];

/** A stock opens within this of the split price; one that merely fell would have to hit the ratio so well. */
const TOLERANCE = 0.03;

/**
 * The newest jump between two daily bars, from a close to the next open, that looks like a split nobody
 * adjusted for. It is a suspicion: prices are never changed by it.
 */
export function suspectedSplit(daily: BarSeries): SuspectedSplit | undefined {
  for (let index = daily.length - 1; index > 0; index -= 1) {
    const close = daily.data[daily.offsetOf(index - 1) + BAR_CLOSE] ?? Number.NaN;
    const at = daily.offsetOf(index);
    const jump = close / (daily.data[at + BAR_OPEN] ?? Number.NaN);
    const match = RATIOS.find(([ratio]) => Math.abs(jump / ratio - 1) <= TOLERANCE);
    if (match !== undefined) return { start: daily.data[at + BAR_START] ?? Number.NaN, ratio: match[1] };
  }
  return undefined;
}
