import { read } from '../record.ts';

/*
 * Highest and lowest of the last `period` values as two stacks in one ring (van
 * Herk 1992, Gil and Werman 1993): the running extreme of the block that is being
 * filled, and the suffix extremes of the block before. O(1) amortised, whatever
 * the prices do. The ring starts as NaN, which wins every comparison as it is
 * written here: no extreme of an incomplete window.
 *
 * Layout: extreme of the window, cursor, extreme of the current block, ring.
 */
const CURSOR = 1;
const BLOCK = 2;
const RING = 3;

export function windowExtremeLength(period: number): number {
  return RING + period;
}

export function resetWindowHigh(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + RING + period);
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.NEGATIVE_INFINITY;
}

export function resetWindowLow(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + RING + period);
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.POSITIVE_INFINITY;
}

/** Takes the value at `source[from]`; leaves the highest at `state[at]`, NaN before `period` values. O(1) amortised. */
export function pushWindowHigh(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const cursor = read(state, at + CURSOR) | 0;
  const before = read(state, at + BLOCK);
  const block = before > value ? before : value;
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    state[at] = block;
    turnOverHigh(state, at, period);
    return;
  }
  const older = read(state, place + 1);
  state[at] = block > older ? block : older;
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
}

/** Takes the value at `source[from]`; leaves the lowest at `state[at]`, NaN before `period` values. O(1) amortised. */
export function pushWindowLow(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const cursor = read(state, at + CURSOR) | 0;
  const before = read(state, at + BLOCK);
  const block = before < value ? before : value;
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    state[at] = block;
    turnOverLow(state, at, period);
    return;
  }
  const older = read(state, place + 1);
  state[at] = block < older ? block : older;
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
}

function turnOverHigh(state: Float64Array, at: number, period: number): void {
  let suffix = Number.NEGATIVE_INFINITY;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    const value = read(state, place);
    if (value > suffix) suffix = value;
    else state[place] = suffix;
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.NEGATIVE_INFINITY;
}

function turnOverLow(state: Float64Array, at: number, period: number): void {
  let suffix = Number.POSITIVE_INFINITY;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    const value = read(state, place);
    if (value < suffix) suffix = value;
    else state[place] = suffix;
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.POSITIVE_INFINITY;
}
