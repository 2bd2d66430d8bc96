import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';

/** A live bar with a new start that is older than this many bars is too late to be put in. */
export const REVISION_WINDOW_BARS = 10;

/**
 * True for a bar that can be: low <= min(open, close) <= max(open, close) <= high,
 * prices above zero, all finite, volume >= 0. NaN fails every comparison.
 */
export function isSound(open: number, high: number, low: number, close: number, volume: number): boolean {
  return (
    low > 0 &&
    low <= open &&
    low <= close &&
    open <= high &&
    close <= high &&
    high < Number.POSITIVE_INFINITY &&
    volume >= 0 &&
    volume < Number.POSITIVE_INFINITY
  );
}

/** As isSound, of the record at `at`, whose start must be finite too. */
export function isSoundBar(bars: Float64Array, at: number): boolean {
  return (
    Number.isFinite(bars[at + BAR_START]) &&
    isSound(
      bars[at + BAR_OPEN] ?? Number.NaN,
      bars[at + BAR_HIGH] ?? Number.NaN,
      bars[at + BAR_LOW] ?? Number.NaN,
      bars[at + BAR_CLOSE] ?? Number.NaN,
      bars[at + BAR_VOLUME] ?? Number.NaN,
    )
  );
}

/** What is wrong with a bar that isSoundBar refuses, in words. */
export function explainUnsoundBar(bars: Float64Array, at: number): string {
  const record = Array.from(bars.subarray(at, at + BAR_STRIDE));
  const [
    start = Number.NaN,
    open = Number.NaN,
    high = Number.NaN,
    low = Number.NaN,
    close = Number.NaN,
    volume = Number.NaN,
  ] = record;
  if (!record.every(Number.isFinite)) return `a field is not a finite number (start ${start})`;
  if (low <= 0) return `low ${low} is not above zero`;
  if (volume < 0) return `volume ${volume} is below zero`;
  if (high < Math.max(open, close)) return `high ${high} is below open ${open} or close ${close}`;
  return `low ${low} is above open ${open} or close ${close}`;
}

/** True where two records are equal in every field. */
export function sameBar(left: Float64Array, leftAt: number, right: Float64Array, rightAt: number): boolean {
  for (let field = BAR_START; field < BAR_STRIDE; field += 1) {
    if (left[leftAt + field] !== right[rightAt + field]) return false;
  }
  return true;
}

/** Why a bar of a block that is to be ascending was left out, in words. */
export function explainRefused(bars: Float64Array, at: number): string {
  return isSoundBar(bars, at) ? 'it is not after the bar before it' : explainUnsoundBar(bars, at);
}

/** Why a live bar was rejected, in words; `kept` is false where its interval is only folded into coarser ones. */
export function explainRejected(bars: Float64Array, at: number, kept: boolean): string {
  if (!isSoundBar(bars, at)) return explainUnsoundBar(bars, at);
  return kept
    ? `it comes too late: it is older than the last ${REVISION_WINDOW_BARS} bars, or than all that are held`
    : 'it comes too late: the bars of its time have been folded into coarser ones and are not held';
}
