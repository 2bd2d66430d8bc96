import { read } from '../record.ts';

/*
 * Mean of the last `period` values with weights 1 (oldest) to `period` (newest), as
 * two stacks in one ring (see window-sum.ts). Of a window that has `older` values
 * left of the block before and a prefix of the current one, the weighted sum is
 *   suffix weighted 1..older + older * (sum of the prefix) + (prefix weighted 1, 2, ...)
 * Everything is added, nothing subtracted, so nothing drifts.
 *
 * Layout: mean, cursor, sum and weighted sum of the current block, ring.
 */
const CURSOR = 1;
const SUM = 2;
const WEIGHTED = 3;
const RING = 4;

export function windowWeightedLength(period: number): number {
  return RING + period;
}

export function resetWindowWeighted(state: Float64Array, at: number, period: number): void {
  state.fill(0, at, at + RING);
  state[at] = Number.NaN;
  state.fill(Number.NaN, at + RING, at + RING + period);
}

/** Takes the value at `source[from]`; leaves the weighted mean at `state[at]`, NaN before `period` values. O(1) amortised. */
export function pushWindowWeighted(
  state: Float64Array,
  at: number,
  period: number,
  source: Float64Array,
  from: number,
): void {
  const value = read(source, from);
  const weights = (period * (period + 1)) / 2;
  const cursor = read(state, at + CURSOR) | 0;
  const sum = read(state, at + SUM) + value;
  const weighted = read(state, at + WEIGHTED) + (cursor + 1) * value;
  const place = at + RING + cursor;
  state[place] = value;
  if (cursor + 1 === period) {
    turnOver(state, at, period);
    state[at] = weighted / weights;
    return;
  }
  state[at + CURSOR] = cursor + 1;
  state[at + SUM] = sum;
  state[at + WEIGHTED] = weighted;
  const older = period - 1 - cursor;
  state[at] = (read(state, place + 1) + older * sum + weighted) / weights;
}

/** Each place gets the sum of its value and the later ones, weighted 1, 2, ... from itself on. */
function turnOver(state: Float64Array, at: number, period: number): void {
  let sum = 0;
  let weighted = 0;
  for (let place = at + RING + period - 1; place >= at + RING; place -= 1) {
    sum += read(state, place);
    weighted += sum;
    state[place] = weighted;
  }
  state.fill(0, at + CURSOR, at + RING);
}
