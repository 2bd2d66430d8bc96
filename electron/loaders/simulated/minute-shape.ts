/** How trading spreads over a session: weights per regular minute. */
export interface MinuteShape {
  readonly minutes: number;
  /** Deviation of each minute's move; the squares add up to 1. */
  readonly restlessness: Float64Array;
  /** Share of the session's variance up to the end of each minute; the last is 1. */
  readonly elapsedVariance: Float64Array;
  /** Relative volume, auctions in the first and last minute. */
  readonly volume: Float64Array;
}

const shapes = new Map<number, MinuteShape>();

/**
 * The shape of a session of so many minutes: both volume and movement are U-shaped, lowest around midday.
 * Volume follows what was measured on real minutes (the curve of usual volume, which relative volume is
 * held against): 1.3 % in the first minute, 13 % in the first half hour, 6 % in the closing auction.
 */
export function minuteShape(minutes: number): MinuteShape {
  const known = shapes.get(minutes);
  if (known !== undefined) return known;
  const shape = makeShape(minutes);
  shapes.set(minutes, shape);
  return shape;
}

function makeShape(minutes: number): MinuteShape {
  const variance = new Float64Array(minutes);
  const volume = new Float64Array(minutes);
  let total = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const fromMidday = (2 * (minute + 0.5)) / minutes - 1;
    const square = fromMidday * fromMidday;
    // Mornings move more than afternoons.
    variance[minute] = 0.5 + square + (fromMidday < 0 ? 3 : 1) * square * square * square;
    const tenth = square * square * square * square * square;
    volume[minute] = 0.62 + 0.6 * square + 1.2 * tenth;
    total += variance[minute] ?? 0;
  }
  volume[0] = 2 * (volume[0] ?? 0);
  volume[minutes - 1] = 9 * (volume[minutes - 1] ?? 0);
  const elapsedVariance = new Float64Array(minutes);
  let elapsed = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    elapsed += variance[minute] ?? 0;
    elapsedVariance[minute] = elapsed / total;
  }
  const restlessness = variance.map((share) => Math.sqrt(share / total));
  return { minutes, restlessness, elapsedVariance, volume };
}
