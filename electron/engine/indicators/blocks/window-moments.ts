import { read } from '../record.ts';

/*
 * Mean and population standard deviation of the last `period` values, as two
 * stacks in one ring (see window-sum.ts), of distances from an anchor: the last
 * value of the block before. Prices lie close to their anchor, so the squares do
 * not cancel as squares of prices would, and a flat window has a deviation of
 * exactly zero.
 *
 * Layout: mean, deviation, cursor, anchor, sum and sum of squares of the current
 * block, ring of (distance or suffix sum, suffix sum of squares).
 */
export const MEAN = 0;
export const DEVIATION = 1;
const CURSOR = 2;
const ANCHOR = 3;
const BLOCK_SUM = 4;
const BLOCK_SQUARES = 5;
const RING = 6;

/** A spread below this share of the squares is their rounding, not a spread. */
const ROUNDING = 1e-14;

export function windowMomentsLength(period: number): number {
  return RING + 2 * period;
}

export function resetWindowMoments(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + windowMomentsLength(period));
  state.fill(0, at + CURSOR, at + RING);
  state[at + ANCHOR] = Number.NaN;
}

/**
 * Takes the value at `source[from]`; leaves mean and deviation at MEAN and
 * DEVIATION, NaN before `period` values. O(1) amortised.
 */
export function pushWindowMoments(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const cursor = read(state, at + CURSOR) | 0;
  // The very first value is its own anchor.
  if (Number.isNaN(read(state, at + ANCHOR))) state[at + ANCHOR] = value;
  const anchor = read(state, at + ANCHOR);
  const distance = value - anchor;
  let sum = read(state, at + BLOCK_SUM) + distance;
  let squares = read(state, at + BLOCK_SQUARES) + distance * distance;
  const place = at + RING + 2 * cursor;
  state[place] = distance;
  if (cursor + 1 === period) {
    turnOver(state, at, period, source, from);
  } else {
    state[at + CURSOR] = cursor + 1;
    state[at + BLOCK_SUM] = sum;
    state[at + BLOCK_SQUARES] = squares;
    sum += read(state, place + 2);
    squares += read(state, place + 3);
  }
  const average = sum / period;
  const spread = squares - sum * average;
  state[at + MEAN] = anchor + average;
  state[at + DEVIATION] = spread <= squares * ROUNDING ? 0 : Math.sqrt(spread / period);
}

/** The full block becomes the older one, measured from the new anchor. */
function turnOver(state: Float64Array, at: number, period: number, source: Float64Array, from: number): void {
  const anchor = read(source, from);
  const shift = read(state, at + ANCHOR) - anchor;
  let sum = 0;
  let squares = 0;
  for (let place = at + RING + 2 * (period - 1); place >= at + RING; place -= 2) {
    const distance = read(state, place) + shift;
    sum += distance;
    squares += distance * distance;
    state[place] = sum;
    state[place + 1] = squares;
  }
  state[at + CURSOR] = 0;
  state[at + ANCHOR] = anchor;
  state[at + BLOCK_SUM] = 0;
  state[at + BLOCK_SQUARES] = 0;
}
