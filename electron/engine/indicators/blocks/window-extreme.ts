import { read } from '../record.ts';

/*
 * Highest and lowest of the last `period` values as two stacks in one ring (van
 * Herk 1992, Gil and Werman 1993): the running extreme of the block that is being
 * filled, and the suffix extremes of the block before. Branch-free, O(1)
 * amortised. The ring starts as NaN, which Math.max and Math.min pass on.
 *
 * Layout: cursor, extreme of the current block, ring.
 */
const CURSOR = 0;
const BLOCK = 1;
const RING = 2;

export function windowExtremeLength(period: number): number {
  return RING + period;
}

export function resetWindowHigh(state: Float64Array, at: number, period: number): void {
  reset(state, at, period, Number.NEGATIVE_INFINITY);
}

export function resetWindowLow(state: Float64Array, at: number, period: number): void {
  reset(state, at, period, Number.POSITIVE_INFINITY);
}

/** Takes a value; returns the highest of the last `period` values, NaN before there are as many. */
export function pushWindowHigh(state: Float64Array, at: number, period: number, value: number): number {
  const cursor = read(state, at + CURSOR) | 0;
  const block = Math.max(read(state, at + BLOCK), value);
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    turnOverHigh(state, at, period);
    return block;
  }
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
  return Math.max(block, read(state, place + 1));
}

/** Takes a value; returns the lowest of the last `period` values, NaN before there are as many. */
export function pushWindowLow(state: Float64Array, at: number, period: number, value: number): number {
  const cursor = read(state, at + CURSOR) | 0;
  const block = Math.min(read(state, at + BLOCK), value);
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    turnOverLow(state, at, period);
    return block;
  }
  state[at + CURSOR] = cursor + 1;
  state[at + BLOCK] = block;
  return Math.min(block, read(state, place + 1));
}

function reset(state: Float64Array, at: number, period: number, none: number): void {
  state[at + CURSOR] = 0;
  state[at + BLOCK] = none;
  state.fill(Number.NaN, at + RING, at + RING + period);
}

function turnOverHigh(state: Float64Array, at: number, period: number): void {
  let suffix = Number.NEGATIVE_INFINITY;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    suffix = Math.max(suffix, read(state, place));
    state[place] = suffix;
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.NEGATIVE_INFINITY;
}

function turnOverLow(state: Float64Array, at: number, period: number): void {
  let suffix = Number.POSITIVE_INFINITY;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    suffix = Math.min(suffix, read(state, place));
    state[place] = suffix;
  }
  state[at + CURSOR] = 0;
  state[at + BLOCK] = Number.POSITIVE_INFINITY;
}
