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
 * Layout: sum of the window, cursor, sum of the current block, ring.
 */
const CURSOR = 1;
const BLOCK = 2;
const RING = 3;

export function windowSumLength(period: number): number {
  return RING + period;
}

export function resetWindowSum(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + RING + period);
  state[at + CURSOR] = 0;
  state[at + BLOCK] = 0;
}

/** Takes the value at `source[from]`; leaves the sum at `state[at]`, NaN before `period` values. O(1) amortised. */
export function pushWindowSum(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const cursor = read(state, at + CURSOR) | 0;
  const block = read(state, at + BLOCK) + value;
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    state[at] = block;
    turnOver(state, at, period);
    return;
  }
  state[at] = block + read(state, place + 1);
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
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
