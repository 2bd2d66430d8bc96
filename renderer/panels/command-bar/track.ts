const TEN_MINUTES = 600_000;

/** A bar of the session track: hits of ten minutes. */
export interface TrackBar {
  /** Left edge and width as shares of the track, 0-1. */
  readonly left: number;
  readonly width: number;
  /** Share of the track's height, 0-1; 0 where nothing was hit. */
  readonly height: number;
  readonly hits: number;
  /** Start of the ten minutes, epoch ms. */
  readonly start: number;
}

/** The least height of a bar that has any hit, so that one hit is seen beside hundreds. */
const LEAST = 0.14;

/**
 * Bars of the track between open and close. Heights follow the square root: a burst at the open does not
 * flatten the rest of the day.
 */
export function trackBars(hits: readonly number[], open: number, close: number): readonly TrackBar[] {
  const span = close - open;
  if (!(span > 0)) return [];
  const most = Math.max(1, ...hits);
  return hits.flatMap((count, index) => {
    const start = open + index * TEN_MINUTES;
    if (start >= close) return [];
    const end = Math.min(start + TEN_MINUTES, close);
    const height = count > 0 ? Math.max(LEAST, Math.sqrt(count / most)) : 0;
    return [{ left: (start - open) / span, width: (end - start) / span, height, hits: count, start }];
  });
}

/** How far the session has come, 0 at the open and 1 at the close. */
export function trackPosition(now: number, open: number, close: number): number {
  return close > open ? Math.min(1, Math.max(0, (now - open) / (close - open))) : 0;
}
