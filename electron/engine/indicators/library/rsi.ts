import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

const PREVIOUS = 1;
const RISE = 2;
const FALL = 3;
const GAIN = 4;
const LOSS = GAIN + SMOOTHING_LENGTH;

/** Relative strength index. Record: value, previous input, rise, fall, smoothed gain, smoothed loss. */
export const rsi = defineIndicator({
  id: 'rsi',
  title: 'Relative strength index',
  shortTitle: 'RSI',
  description:
    "100 * gain / (gain + loss), of Wilder's averages of the rises and falls, seeded with their simple mean over the first `period` changes (Wilder 1978; TA-Lib). 50 where nothing moved: TA-Lib says 0, which would read as oversold.",
  type: 'momentum',
  params: [barsParameter(14)],
  defaultInput: 'close',
  outputs: ['rsi'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    const field = inputOffset(input);
    return {
      stateLength: LOSS + SMOOTHING_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state.fill(Number.NaN, at, at + GAIN);
        resetSmoothing(state, at + GAIN);
        resetSmoothing(state, at + LOSS);
      },
      update(state, at, bars, barAt) {
        const value = read(bars, barAt + field);
        const change = value - read(state, at + PREVIOUS);
        state[at + PREVIOUS] = value;
        if (Number.isNaN(change)) return;
        // Half of (size + change) is the rise, without a branch that prices make unpredictable.
        const size = Math.abs(change);
        state[at + RISE] = 0.5 * (size + change);
        state[at + FALL] = 0.5 * (size - change);
        pushSmoothing(state, at + GAIN, period, alpha, state, at + RISE);
        pushSmoothing(state, at + LOSS, period, alpha, state, at + FALL);
        const gain = read(state, at + GAIN);
        const moved = gain + read(state, at + LOSS);
        state[at] = moved === 0 ? 50 : (100 * gain) / moved;
      },
    };
  },
});
