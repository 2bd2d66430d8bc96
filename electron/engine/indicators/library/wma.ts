import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

/*
 * Two stacks in one ring, as in blocks/window-sum.ts, with weights. Of a window
 * that has `older` values left of the block before and a prefix of the current
 * one, the weighted sum is
 *   suffix weighted 1..older + older * (sum of the prefix) + (prefix weighted 1, 2, ...)
 * Everything is added, nothing subtracted, so nothing drifts.
 */
const CURSOR = 1;
const SUM = 2;
const WEIGHTED = 3;
const RING = 4;

/** Linearly weighted moving average. Record: value, cursor, sum and weighted sum of the block, ring. */
export const wma = defineIndicator({
  id: 'wma',
  title: 'Weighted moving average',
  shortTitle: 'WMA',
  description:
    'Mean of the last `period` bars with weights 1 (oldest) to `period` (newest), as in TA-Lib and LEAN.',
  type: 'trend',
  params: [barsParameter(20)],
  defaultInput: 'close',
  outputs: ['wma'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const weights = (period * (period + 1)) / 2;
    const field = inputOffset(input);
    return {
      stateLength: RING + period,
      outputCount: 1,
      reset(state, at) {
        state.fill(0, at, at + RING);
        state[at] = Number.NaN;
        state.fill(Number.NaN, at + RING, at + RING + period);
      },
      update(state, at, bars, barAt) {
        const value = read(bars, barAt + field);
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
      },
    };
  },
});

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
