import { read } from '../record.ts';

/*
 * The value of `period` values ago. The ring starts as NaN, so there is none
 * before as many have gone in.
 *
 * Layout: earlier value, cursor, ring.
 */
const CURSOR = 1;
/** Where the ring of the last `period` values begins in the record. */
export const LOOKBACK_RING = 2;

export function lookbackLength(period: number): number {
  return LOOKBACK_RING + period;
}

export function resetLookback(state: Float64Array, at: number, period: number): void {
  state.fill(Number.NaN, at, at + lookbackLength(period));
  state[at + CURSOR] = 0;
}

/** Takes the value at `source[from]`; leaves the one `period` values before it, or NaN, at `state[at]`. O(1). */
export function pushLookback(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const cursor = read(state, at + CURSOR) | 0;
  const place = at + LOOKBACK_RING + cursor;
  state[at] = read(state, place);
  state[place] = read(source, from);
  state[at + CURSOR] = cursor + 1 === period ? 0 : cursor + 1;
}
