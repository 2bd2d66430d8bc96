/**
 * Share of a regular session's volume that has been traded by the end of each half hour, 10:00 to 16:00.
 *
 * Measured, not modelled: the minute trade bars of AIG, BAC, IBM and SPY on 4, 7, 8 and 9 October 2013 from
 * the sample data of QuantConnect's LEAN (`equity/usa/minute`). For each stock and day, the volume of the
 * minutes that start in each half hour is divided by that of the whole regular session and summed up; the
 * curve is the plain mean of these 16, so that a day's or a stock's size has no weight. The last half hour
 * holds the closing auction. The test beside this file measures it again where the data is there.
 */
export const VOLUME_SHARES: readonly number[] = [
  0.1297, 0.2207, 0.2961, 0.3635, 0.4269, 0.4798, 0.5265, 0.5754, 0.6246, 0.687, 0.7434, 0.8113, 1,
];

/**
 * Usual share of the session's volume by an instant: 0 at the open, 1 at the close, linear between two half
 * hours. A half day has the same curve in less time. Outside regular hours 0 or 1. Allocates nothing.
 */
export function usualVolumeShare(at: number, open: number, close: number): number {
  const position = ((at - open) / (close - open)) * VOLUME_SHARES.length;
  if (!(position > 0)) return 0;
  if (position >= VOLUME_SHARES.length) return 1;
  const ended = Math.floor(position);
  const before = ended === 0 ? 0 : (VOLUME_SHARES[ended - 1] ?? 1);
  return before + ((VOLUME_SHARES[ended] ?? 1) - before) * (position - ended);
}
