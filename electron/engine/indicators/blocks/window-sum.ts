import { read } from '../record.ts';

/*
 * Sum over the last `period` values, kept as two stacks in one ring: the block
 * that is being filled (values so far, and their sum) and, in the places not yet
 * overwritten, the suffix sums of the block before. The window is always one
 * suffix and one prefix, so nothing is ever subtracted: no drift, no
 * cancellation, and a bad value is gone once it has left the window.
 *
 * The ring starts as NaN: a sum over an incomplete window is NaN by arithmetic.
 *
 * Layout: cursor, sum of the current block, ring.
 */
const CURSOR = 0;
const BLOCK = 1;
const RING = 2;

export function windowSumLength(period: number): number {
  return RING + period;
}

export function resetWindowSum(state: Float64Array, at: number, period: number): void {
  state[at + CURSOR] = 0;
  state[at + BLOCK] = 0;
  state.fill(Number.NaN, at + RING, at + RING + period);
}

/** Takes a value; returns the sum over the last `period` values, NaN before there are as many. O(1) amortised. */
export function pushWindowSum(state: Float64Array, at: number, period: number, value: number): number {
  const cursor = read(state, at + CURSOR) | 0;
  const block = read(state, at + BLOCK) + value;
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    turnOver(state, at, period);
    return block;
  }
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
  return block + read(state, place + 1);
}

/** The full block becomes the older one: each place gets the sum of its value and all later ones. */
function turnOver(state: Float64Array, at: number, period: number): void {
  let suffix = 0;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    suffix += read(state, place);
    state[place] = suffix;
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = 0;
}
