import {
  pushRelativeStrength,
  RELATIVE_STRENGTH_LENGTH,
  resetRelativeStrength,
} from '../blocks/relative-strength.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

/** Relative strength index. Record: that of the block, whose index is the value. */
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
      stateLength: RELATIVE_STRENGTH_LENGTH,
      outputCount: 1,
      reset: resetRelativeStrength,
      update(state, at, bars, barAt) {
        pushRelativeStrength(state, at, period, alpha, bars, barAt + field);
      },
    };
  },
});
