/** Length of a regular session, in minutes: what the curve was measured on. */
const SESSION_MINUTES = 390;

/**
 * Minutes after the open, and the share of a regular session's volume that has been traded by then. By half
 * hours, finer where the curve bends most: in the first half hour, and before the closing auction, which is
 * in the last minute.
 *
 * Measured, not modelled: the minute trade bars of AIG, BAC, IBM and SPY on 4, 7, 8 and 9 October 2013 from
 * the sample data of QuantConnect's LEAN (`equity/usa/minute`). For each stock and day, the volume of the
 * minutes up to each point is divided by that of the whole regular session; the curve is the plain mean of
 * these 16, so that a day's or a stock's size has no weight. The test beside this file measures it again
 * where the data is there.
 */
export const VOLUME_CURVE: readonly (readonly [minute: number, share: number])[] = [
  [0, 0],
  [1, 0.0128],
  [2, 0.0189],
  [3, 0.0242],
  [5, 0.0324],
  [10, 0.0516],
  [15, 0.0701],
  [20, 0.0914],
  [30, 0.1297],
  [60, 0.2207],
  [90, 0.2961],
  [120, 0.3635],
  [150, 0.4269],
  [180, 0.4798],
  [210, 0.5265],
  [240, 0.5754],
  [270, 0.6246],
  [300, 0.687],
  [330, 0.7434],
  [360, 0.8113],
  [375, 0.8606],
  [385, 0.9129],
  [389, 0.9426],
  [390, 1],
];

/**
 * Usual share of the session's volume by an instant: 0 at the open, 1 at the close, linear between two
 * points. A half day has the same curve in less time. Outside regular hours 0 or 1. Allocates nothing.
 */
export function usualVolumeShare(at: number, open: number, close: number): number {
  const minute = ((at - open) / (close - open)) * SESSION_MINUTES;
  if (!(minute > 0)) return 0;
  for (let next = 1; next < VOLUME_CURVE.length; next += 1) {
    const [end = SESSION_MINUTES, shareAtEnd = 1] = VOLUME_CURVE[next] ?? [];
    if (minute > end) continue;
    const [start = 0, shareAtStart = 0] = VOLUME_CURVE[next - 1] ?? [];
    return shareAtStart + (shareAtEnd - shareAtStart) * ((minute - start) / (end - start));
  }
  return 1;
}
