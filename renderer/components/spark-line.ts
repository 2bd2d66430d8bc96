/** A sparkline in its box: points of a polyline and the place of the newest close, in pixels. */
export interface SparkShape {
  /** `x,y x,y …` for an SVG polyline; empty where there is one close only. */
  readonly points: string;
  readonly endX: number;
  readonly endY: number;
}

/** Room for the end dot at the right, above and below, in pixels. */
const MARGIN = 2;

/**
 * Closes as a line from left to right. Unknown closes (NaN) stand in front and take their room, so that a
 * short line says that there are few bars yet. A price that never moved is a line in the middle.
 * Undefined where no close is known.
 */
export function sparkShape(closes: ArrayLike<number>, width: number, height: number): SparkShape | undefined {
  const first = firstKnown(closes);
  if (first >= closes.length) return undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = first; index < closes.length; index += 1) {
    low = Math.min(low, closes[index] ?? low);
    high = Math.max(high, closes[index] ?? high);
  }
  const stepX = (width - 2 * MARGIN) / Math.max(1, closes.length - 1);
  const range = high - low;
  const x = (index: number): number => rounded(MARGIN + index * stepX);
  const y = (close: number): number =>
    rounded(range > 0 ? MARGIN + ((high - close) / range) * (height - 2 * MARGIN) : height / 2);
  const points: string[] = [];
  for (let index = first; index < closes.length; index += 1) {
    points.push(`${x(index)},${y(closes[index] ?? low)}`);
  }
  const last = closes.length - 1;
  return { points: points.length > 1 ? points.join(' ') : '', endX: x(last), endY: y(closes[last] ?? low) };
}

function firstKnown(closes: ArrayLike<number>): number {
  let first = closes.length;
  while (first > 0 && Number.isFinite(closes[first - 1])) first -= 1;
  return first;
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
