import { read } from '../record.ts';

/*
 * The value of `period` values ago. The ring starts as NaN, so there is none
 * before as many have gone in.
 *
 * Layout: cursor, ring.
 */
const CURSOR = 0;
const RING = 1;

export function lookbackLength(period: number): number {
  return RING + period;
}

export function resetLookback(state: Float64Array, at: number, period: number): void {
  state[at + CURSOR] = 0;
  state.fill(Number.NaN, at + RING, at + RING + period);
}

/** Takes a value; returns the one that went in `period` values before it, or NaN. O(1). */
export function pushLookback(state: Float64Array, at: number, period: number, value: number): number {
  const cursor = read(state, at + CURSOR) | 0;
  const earlier = read(state, at + RING + cursor);
  state[at + RING + cursor] = value;
  state[at + CURSOR] = cursor + 1 === period ? 0 : cursor + 1;
  return earlier;
}
