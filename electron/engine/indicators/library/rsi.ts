import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputCode, readInput } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

const PREVIOUS = 1;
const GAIN = 2;
const LOSS = GAIN + SMOOTHING_LENGTH;

/** Relative strength index. Record: value, previous input, smoothed gain, smoothed loss. */
export const rsi = defineIndicator({
  id: 'rsi',
  title: 'Relative strength index',
  description:
    "100 * gain / (gain + loss), of Wilder's averages of the rises and falls, seeded with their simple mean over the first `period` changes (Wilder 1978; TA-Lib). 50 where nothing moved: TA-Lib says 0, which would read as oversold.",
  type: 'momentum',
  params: [barsParameter(14)],
  defaultInput: 'close',
  outputs: ['rsi'],
  scale: 'oscillator',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    const code = inputCode(input);
    return {
      stateLength: LOSS + SMOOTHING_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + PREVIOUS] = Number.NaN;
        resetSmoothing(state, at + GAIN);
        resetSmoothing(state, at + LOSS);
      },
      update(state, at, bars, barAt) {
        const value = readInput(bars, barAt, code);
        const change = value - read(state, at + PREVIOUS);
        state[at + PREVIOUS] = value;
        if (Number.isNaN(change)) return;
        const gain = pushSmoothing(state, at + GAIN, period, alpha, Math.max(change, 0));
        const loss = pushSmoothing(state, at + LOSS, period, alpha, Math.max(-change, 0));
        const moved = gain + loss;
        state[at] = moved === 0 ? 50 : (100 * gain) / moved;
      },
    };
  },
});
