import { BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import { defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const SAR = 0;
const DIRECTION = 1;
const NEXT = 2;
const EXTREME = 3;
const ACCELERATION = 4;
const PREVIOUS_HIGH = 5;
const PREVIOUS_LOW = 6;
const LENGTH = 7;

const UP = 1;
const DOWN = -1;

/**
 * Parabolic stop and reverse. Record: sar, direction, stop of the next bar, extreme point,
 * acceleration, previous high and low.
 */
export const parabolicSar = defineIndicator({
  id: 'parabolic_sar',
  title: 'Parabolic SAR',
  shortTitle: 'PSAR',
  description:
    "Wilder's stop and reverse (1978): it moves towards the trend's extreme by an acceleration that begins at `step` and grows by it with each new extreme, up to `limit`, never past the lows (highs) of the last two bars. The first trend is down where the second bar's downward movement is the greater one, as in TA-Lib; TradingView and Skender begin otherwise and agree from a reversal on. direction: 1 up, -1 down.",
  type: 'trend',
  params: [
    { name: 'step', title: 'Acceleration', default: 0.02, min: 0.001, max: 1, integer: false },
    { name: 'limit', title: 'Greatest acceleration', default: 0.2, min: 0.001, max: 1, integer: false },
  ],
  defaultInput: undefined,
  outputs: ['sar', 'direction'],
  otherScaleOutputs: ['direction'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    // Two histories agree from a reversal that both have, which a slower stop makes rarer: measured on daily bars.
    const { step, limit } = { step: parameter(params, 'step'), limit: parameter(params, 'limit') };
    return { ready: 2, stable: 2 + Math.ceil(Math.max(4 / step, 40 / limit)) };
  },
  create(params) {
    const limit = parameter(params, 'limit');
    const step = Math.min(parameter(params, 'step'), limit);
    return {
      stateLength: LENGTH,
      outputCount: 2,
      reset(state, at) {
        state.fill(Number.NaN, at, at + LENGTH);
      },
      update(state, at, bars, barAt) {
        const high = read(bars, barAt + BAR_HIGH);
        const low = read(bars, barAt + BAR_LOW);
        const previousHigh = read(state, at + PREVIOUS_HIGH);
        const previousLow = read(state, at + PREVIOUS_LOW);
        state[at + PREVIOUS_HIGH] = high;
        state[at + PREVIOUS_LOW] = low;
        if (Number.isNaN(previousHigh)) return;
        if (Number.isNaN(read(state, at + DIRECTION)))
          begin(state, at, high, low, previousHigh, previousLow, step);
        // The second bar counts as its own predecessor, as in TA-Lib.
        const isSecond = Number.isNaN(read(state, at + SAR));
        const above = isSecond || high > previousHigh ? high : previousHigh;
        const below = isSecond || low < previousLow ? low : previousLow;
        if (read(state, at + DIRECTION) === UP)
          pushTrend(state, at, UP, high, low, above, below, step, limit);
        else pushTrend(state, at, DOWN, -low, -high, -below, -above, step, limit);
      },
    };
  },
});

/** The first trend, from two bars. */
function begin(
  state: Float64Array,
  at: number,
  high: number,
  low: number,
  previousHigh: number,
  previousLow: number,
  step: number,
): void {
  const fall = previousLow - low;
  const isDown = fall > 0 && fall > high - previousHigh;
  state[at + DIRECTION] = isDown ? DOWN : UP;
  state[at + NEXT] = isDown ? previousHigh : previousLow;
  state[at + EXTREME] = isDown ? low : high;
  state[at + ACCELERATION] = step;
}

/**
 * One bar of a trend. A falling one is a rising one of negated prices: `high` and `low` are the bar's in the
 * trend's direction, `above` and `below` those of two bars.
 */
function pushTrend(
  state: Float64Array,
  at: number,
  direction: 1 | -1,
  high: number,
  low: number,
  above: number,
  below: number,
  step: number,
  limit: number,
): void {
  const stop = direction * read(state, at + NEXT);
  const extreme = direction * read(state, at + EXTREME);
  if (low <= stop) {
    const turned = extreme > above ? extreme : above;
    const next = turned + step * (low - turned);
    state[at + SAR] = direction * turned;
    state[at + DIRECTION] = -direction;
    state[at + NEXT] = direction * (next > above ? next : above);
    state[at + EXTREME] = direction * low;
    state[at + ACCELERATION] = step;
    return;
  }
  state[at + SAR] = direction * stop;
  let reached = extreme;
  if (high > extreme) {
    reached = high;
    const faster = read(state, at + ACCELERATION) + step;
    state[at + ACCELERATION] = faster < limit ? faster : limit;
    state[at + EXTREME] = direction * high;
  }
  const next = stop + read(state, at + ACCELERATION) * (reached - stop);
  state[at + NEXT] = direction * (next < below ? next : below);
}
