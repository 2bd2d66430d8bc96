import { read } from '../record.ts';

/*
 * The bar of the highest or lowest of the last `period` values, the latest of equal
 * ones: the two stacks of window-extreme.ts, with the number of its bar beside each
 * extreme. A low is the high of negated values.
 *
 * Layout: bars since the extreme, cursor, values seen, extreme of the current block
 * and its number, ring of (value or suffix extreme, its number).
 */
const CURSOR = 1;
const SEEN = 2;
const BLOCK = 3;
const BLOCK_NUMBER = 4;
const RING = 5;

export function windowExtremePlaceLength(period: number): number {
  return RING + 2 * period;
}

export function resetWindowExtremePlace(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + windowExtremePlaceLength(period));
  state[at + CURSOR] = 0;
  state[at + SEEN] = 0;
  state[at + BLOCK] = Number.NEGATIVE_INFINITY;
}

/**
 * Takes `sign` times the value at `source[from]`; leaves at `state[at]` how many bars ago the
 * greatest of the window was, NaN before `period` values. O(1) amortised.
 */
export function pushWindowExtremePlace(
  state: Float64Array,
  at: number,
  period: number,
  sign: 1 | -1,
  source: Float64Array,
  from: number,
): void {
  const value = sign * read(source, from);
  const cursor = read(state, at + CURSOR) | 0;
  const number = read(state, at + SEEN);
  state[at + SEEN] = number + 1;
  if (value >= read(state, at + BLOCK)) {
    state[at + BLOCK] = value;
    state[at + BLOCK_NUMBER] = number;
  }
  const place = at + RING + 2 * cursor;
  state[place] = value;
  state[place + 1] = number;
  if (cursor + 1 === period) {
    state[at] = number - read(state, at + BLOCK_NUMBER);
    turnOver(state, at, period);
    return;
  }
  const older = read(state, place + 2);
  // Written so that the NaN of an incomplete window has no number either.
  const latest = read(state, at + BLOCK) >= older ? read(state, at + BLOCK_NUMBER) : read(state, place + 3);
  state[at] = number - latest;
  state[at + CURSOR] = cursor + 1;
}

function turnOver(state: Float64Array, at: number, period: number): void {
  let suffix = Number.NEGATIVE_INFINITY;
  let number = Number.NaN;
  for (let place = at + RING + 2 * (period - 1); place >= at + RING; place -= 2) {
    const value = read(state, place);
    if (value > suffix) {
      suffix = value;
      number = read(state, place + 1);
    } else {
      state[place] = suffix;
      state[place + 1] = number;
    }
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.NEGATIVE_INFINITY;
}
