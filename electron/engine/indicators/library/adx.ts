import { BAR_CLOSE, BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import { pushSmoothing, resetSmoothing, SMOOTHING_LENGTH } from '../blocks/smoothing.ts';
import { trueRange } from '../blocks/true-range.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';
import { barsToForgetTwice, wilderAlpha } from '../warm-up.ts';

const ADX = 0;
const PLUS_DI = 1;
const MINUS_DI = 2;
const CHANGES = 3;
const PREVIOUS_HIGH = 4;
const PREVIOUS_LOW = 5;
const PREVIOUS_CLOSE = 6;
const PLUS = 7;
const MINUS = 8;
const RANGE = 9;
const TRUE_RANGE = 10;
const INDEX = 11;
const AVERAGE = 12;

/**
 * Average directional index. Record: adx, plus_di, minus_di, changes seen,
 * previous high, low and close, running plus, minus and range, true range and
 * directional index of the last bar, smoothed index.
 */
export const adx = defineIndicator({
  id: 'adx',
  title: 'Average directional index',
  shortTitle: 'ADX',
  description:
    "Wilder's directional movement (1978), seeded as TA-Lib does: the sums of plus, minus and true range begin with `period` - 1 bars and are smoothed from the next, and adx with the mean of the first `period` directional indexes. A bar without range or direction counts as 0. All outputs appear with the first adx.",
  type: 'trend',
  params: [barsParameter(14, 'period', 'Period', 2)],
  defaultInput: undefined,
  outputs: ['adx', 'plus_di', 'minus_di'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: 2 * period, stable: 2 * period + barsToForgetTwice(wilderAlpha(period)) };
  },
  create(params) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    return {
      stateLength: AVERAGE + SMOOTHING_LENGTH,
      outputCount: 3,
      reset(state, at) {
        state.fill(Number.NaN, at, at + CHANGES);
        state.fill(0, at + CHANGES, at + AVERAGE);
        state[at + PREVIOUS_CLOSE] = Number.NaN;
        resetSmoothing(state, at + AVERAGE);
      },
      update(state, at, bars, barAt) {
        if (!pushDirections(state, at, period, alpha, bars, barAt)) return;
        const range = read(state, at + RANGE);
        const plus = range === 0 ? 0 : (100 * read(state, at + PLUS)) / range;
        const minus = range === 0 ? 0 : (100 * read(state, at + MINUS)) / range;
        const both = plus + minus;
        const index = both === 0 ? 0 : (100 * Math.abs(plus - minus)) / both;
        state[at + INDEX] = index;
        pushSmoothing(state, at + AVERAGE, period, alpha, state, at + INDEX);
        const average = read(state, at + AVERAGE);
        if (Number.isNaN(average)) return;
        state[at + ADX] = average;
        state[at + PLUS_DI] = plus;
        state[at + MINUS_DI] = minus;
      },
    };
  },
});

/** Moves the running sums by one bar; true once they stand for a full period. */
function pushDirections(
  state: Float64Array,
  at: number,
  period: number,
  alpha: number,
  bars: Float64Array,
  barAt: number,
): boolean {
  const high = read(bars, barAt + BAR_HIGH);
  const low = read(bars, barAt + BAR_LOW);
  const rise = high - read(state, at + PREVIOUS_HIGH);
  const fall = read(state, at + PREVIOUS_LOW) - low;
  const isFirst = Number.isNaN(read(state, at + PREVIOUS_CLOSE));
  if (!isFirst) trueRange(state, at + TRUE_RANGE, bars, barAt, at + PREVIOUS_CLOSE);
  state[at + PREVIOUS_HIGH] = high;
  state[at + PREVIOUS_LOW] = low;
  state[at + PREVIOUS_CLOSE] = read(bars, barAt + BAR_CLOSE);
  if (isFirst) return false;
  const changes = read(state, at + CHANGES) + 1;
  state[at + CHANGES] = changes;
  const kept = changes < period ? 1 : 1 - alpha;
  const plus = rise > fall && rise > 0 ? rise : 0;
  const minus = fall > rise && fall > 0 ? fall : 0;
  state[at + PLUS] = kept * read(state, at + PLUS) + plus;
  state[at + MINUS] = kept * read(state, at + MINUS) + minus;
  state[at + RANGE] = kept * read(state, at + RANGE) + read(state, at + TRUE_RANGE);
  return changes >= period;
}
