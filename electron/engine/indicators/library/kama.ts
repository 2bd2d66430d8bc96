import { lookbackLength, pushLookback, resetLookback } from '../blocks/lookback.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, exponentialAlpha } from '../warm-up.ts';

const PREVIOUS = 1;
const STEP = 2;
const EARLIER = 3;

/** Kaufman's adaptive moving average. Record: value, previous input, last step, lookback of the input, window sum of the steps. */
export const kama = defineIndicator({
  id: 'kama',
  title: "Kaufman's adaptive moving average",
  shortTitle: 'KAMA',
  description:
    'previous + c^2 * (input - previous), c between the EMA constants of `slow` and `fast` bars by the efficiency ratio: net change over the sum of the changes of `period` bars; begins with the input before the first value (Kaufman 1995; TA-Lib, whose fast and slow are 2 and 30). Where nothing moved the ratio is 1, as in TA-Lib.',
  type: 'trend',
  params: [
    barsParameter(10),
    barsParameter(2, 'fast', 'Fastest period'),
    barsParameter(30, 'slow', 'Slowest period'),
  ],
  defaultInput: 'close',
  outputs: ['kama'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const ready = parameter(params, 'period') + 1;
    return { ready, stable: ready + barsToForget(usualSmoothing(params)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const slowest = exponentialAlpha(parameter(params, 'slow'));
    const reach = exponentialAlpha(parameter(params, 'fast')) - slowest;
    const field = inputOffset(input);
    const steps = EARLIER + lookbackLength(period);
    return {
      stateLength: steps + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state.fill(Number.NaN, at, at + EARLIER);
        resetLookback(state, at + EARLIER, period);
        resetWindowSum(state, at + steps, period);
      },
      update(state, at, bars, barAt) {
        const value = read(bars, barAt + field);
        const previous = read(state, at + PREVIOUS);
        state[at + PREVIOUS] = value;
        pushLookback(state, at + EARLIER, period, bars, barAt + field);
        if (Number.isNaN(previous)) return;
        state[at + STEP] = Math.abs(value - previous);
        pushWindowSum(state, at + steps, period, state, at + STEP);
        const moved = read(state, at + steps);
        if (Number.isNaN(moved)) return;
        const net = Math.abs(value - read(state, at + EARLIER));
        // The net change is never more than the sum, but for the rounding.
        const efficiency = net >= moved ? 1 : net / moved;
        const smoothing = (efficiency * reach + slowest) ** 2;
        const average = read(state, at);
        const from = Number.isNaN(average) ? previous : average;
        state[at] = from + smoothing * (value - from);
      },
    };
  },
});

/** Smoothing at the efficiency that a walk without direction has: about the inverse root of its steps. */
function usualSmoothing(params: Readonly<Record<string, number>>): number {
  const slowest = exponentialAlpha(parameter(params, 'slow'));
  const fastest = exponentialAlpha(parameter(params, 'fast'));
  const efficiency = 0.5 / Math.sqrt(parameter(params, 'period'));
  return (slowest + efficiency * (fastest - slowest)) ** 2;
}
