import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, exponentialAlpha } from '../warm-up.ts';

const MACD = 0;
const SIGNAL = 1;
const HISTOGRAM = 2;
const LINE = 3;
const FAST_AVERAGE = 4;
const SLOW_AVERAGE = FAST_AVERAGE + SMOOTHING_LENGTH;
const SIGNAL_AVERAGE = SLOW_AVERAGE + SMOOTHING_LENGTH;

/** Moving average convergence and divergence. Record: macd, signal, histogram, line, three smoothings. */
export const macd = defineIndicator({
  id: 'macd',
  title: 'MACD',
  shortTitle: 'MACD',
  description:
    'EMA(fast) - EMA(slow), its EMA(signal), and their difference (Appel). Each EMA is seeded with the simple mean of its own first values, as in LEAN; TA-Lib seeds the fast one later, at the bar that seeds the slow one, and converges to the same values. All three outputs appear with the first signal.',
  type: 'momentum',
  params: [
    barsParameter(12, 'fast', 'Fast period'),
    barsParameter(26, 'slow', 'Slow period'),
    barsParameter(9, 'signal', 'Signal period'),
  ],
  defaultInput: 'close',
  outputs: ['macd', 'signal', 'histogram'],
  scale: 'price_difference',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const slowest = Math.max(parameter(params, 'fast'), parameter(params, 'slow'));
    const signal = parameter(params, 'signal');
    const ready = slowest + signal - 1;
    // The signal forgets its own seed while it passes on what is left of the slow average's.
    const settling = barsToForget(exponentialAlpha(slowest)) + barsToForget(exponentialAlpha(signal));
    return { ready, stable: ready + settling };
  },
  create(params, input) {
    const fast = parameter(params, 'fast');
    const slow = parameter(params, 'slow');
    const signal = parameter(params, 'signal');
    const fastAlpha = exponentialAlpha(fast);
    const slowAlpha = exponentialAlpha(slow);
    const signalAlpha = exponentialAlpha(signal);
    const field = inputOffset(input);
    return {
      stateLength: SIGNAL_AVERAGE + SMOOTHING_LENGTH,
      outputCount: 3,
      reset(state, at) {
        state.fill(Number.NaN, at, at + FAST_AVERAGE);
        resetSmoothing(state, at + FAST_AVERAGE);
        resetSmoothing(state, at + SLOW_AVERAGE);
        resetSmoothing(state, at + SIGNAL_AVERAGE);
      },
      update(state, at, bars, barAt) {
        pushSmoothing(state, at + FAST_AVERAGE, fast, fastAlpha, bars, barAt + field);
        pushSmoothing(state, at + SLOW_AVERAGE, slow, slowAlpha, bars, barAt + field);
        const line = read(state, at + FAST_AVERAGE) - read(state, at + SLOW_AVERAGE);
        if (Number.isNaN(line)) return;
        state[at + LINE] = line;
        pushSmoothing(state, at + SIGNAL_AVERAGE, signal, signalAlpha, state, at + LINE);
        const average = read(state, at + SIGNAL_AVERAGE);
        if (Number.isNaN(average)) return;
        state[at + MACD] = line;
        state[at + SIGNAL] = average;
        state[at + HISTOGRAM] = line - average;
      },
    };
  },
});
