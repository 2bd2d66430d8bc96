import { BAR_VOLUME } from '../../shared/domain/bar.ts';
import type { BarSeries } from './session-data/bar-series.ts';
import { usualVolumeShare } from './volume-curve.ts';

/** Sessions whose volume is averaged, and the fewest that say what is usual. */
const AVERAGED_SESSIONS = 20;
const FEWEST_SESSIONS = 5;

/**
 * Average volume of the newest 20 of the first `completed` daily bars of a series, in shares; of fewer
 * where there are fewer, and NaN where there are not even 5.
 */
export function averageVolume(daily: BarSeries, completed: number): number {
  const count = Math.min(AVERAGED_SESSIONS, completed);
  if (count < FEWEST_SESSIONS) return Number.NaN;
  let sum = 0;
  for (let index = completed - count; index < completed; index += 1) {
    sum += daily.data[daily.offsetOf(index) + BAR_VOLUME] ?? Number.NaN;
  }
  return sum / count;
}

/**
 * Volume so far in the session over what is usual by that time: 1 is a usual day, 2 twice as much. NaN
 * where either is unknown, and at the open, when nothing is usual yet. Allocates nothing.
 */
export function relativeVolume(
  volume: number,
  average: number,
  at: number,
  open: number,
  close: number,
): number {
  const usual = average * usualVolumeShare(at, open, close);
  return usual > 0 ? volume / usual : Number.NaN;
}
