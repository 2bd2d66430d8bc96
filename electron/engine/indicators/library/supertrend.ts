import { BAR_CLOSE } from '../../../../shared/domain/bar.ts';
import {
  AVERAGE_TRUE_RANGE_LENGTH,
  pushAverageTrueRange,
  resetAverageTrueRange,
} from '../blocks/true-range.ts';
import { barsParameter, defineIndicator, factorParameter, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

const TREND = 0;
const DIRECTION = 1;
const UPPER = 2;
const LOWER = 3;
const PREVIOUS_CLOSE = 4;
const RANGE = 5;

const UP = 1;
const DOWN = -1;

/** SuperTrend. Record: supertrend, direction, upper and lower band, previous close, average true range. */
export const supertrend = defineIndicator({
  id: 'supertrend',
  title: 'SuperTrend',
  shortTitle: 'SuperTrend',
  description:
    "Bands `k` times Wilder's ATR of `period` bars around (high + low) / 2; the lower one never falls, the upper one never rises, until a close has been beyond. The lower band until a close below it, then the upper one until a close above it (Seban; TradingView, Skender, LEAN). The first trend is up where the close is above the middle of the bar; TradingView always begins down. direction: 1 up, -1 down.",
  type: 'trend',
  params: [barsParameter(10), factorParameter(3, 'k', 'True ranges')],
  defaultInput: 'hl2',
  outputs: ['supertrend', 'direction'],
  otherScaleOutputs: ['direction'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const ready = period + 1;
    // Two histories agree from a reversal that both have, which wider bands make rarer: measured on daily bars.
    const reversal = Math.ceil(60 * parameter(params, 'k'));
    return { ready, stable: ready + barsToForget(wilderAlpha(period)) + reversal };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    const factor = parameter(params, 'k');
    const field = inputOffset(input);
    return {
      stateLength: RANGE + AVERAGE_TRUE_RANGE_LENGTH,
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + RANGE);
        resetAverageTrueRange(state, at + RANGE);
      },
      update(state, at, bars, barAt) {
        pushAverageTrueRange(state, at + RANGE, period, alpha, bars, barAt);
        const reach = factor * read(state, at + RANGE);
        const close = read(bars, barAt + BAR_CLOSE);
        if (!Number.isNaN(reach)) pushBands(state, at, read(bars, barAt + field), reach, close);
        state[at + PREVIOUS_CLOSE] = close;
      },
    };
  },
});

function pushBands(state: Float64Array, at: number, middle: number, reach: number, close: number): void {
  const previousClose = read(state, at + PREVIOUS_CLOSE);
  const before = read(state, at + DIRECTION);
  const upper = read(state, at + UPPER);
  const lower = read(state, at + LOWER);
  // Comparisons with the NaN before the first bands are false.
  const newUpper = upper <= middle + reach && previousClose <= upper ? upper : middle + reach;
  const newLower = lower >= middle - reach && previousClose >= lower ? lower : middle - reach;
  state[at + UPPER] = newUpper;
  state[at + LOWER] = newLower;
  let isUp = close > middle;
  if (before === UP) isUp = close >= newLower;
  else if (before === DOWN) isUp = close > newUpper;
  state[at + DIRECTION] = isUp ? UP : DOWN;
  state[at + TREND] = isUp ? newLower : newUpper;
}
