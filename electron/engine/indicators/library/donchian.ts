import { BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import {
  pushWindowHigh,
  pushWindowLow,
  resetWindowHigh,
  resetWindowLow,
  windowExtremeLength,
} from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const MIDDLE = 0;
const UPPER = 1;
const LOWER = 2;
const HIGH = 3;

/** Donchian channel. Record: middle, upper, lower, window high, window low. */
export const donchian = defineIndicator({
  id: 'donchian',
  title: 'Donchian channel',
  shortTitle: 'Donchian',
  description:
    'Highest high and lowest low of the last `period` bars, the last one included, and their mean (LEAN; Skender leaves the last bar out).',
  type: 'volatility',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['middle', 'upper', 'lower'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    const low = HIGH + windowExtremeLength(period);
    return {
      stateLength: low + windowExtremeLength(period),
      outputCount: 3,
      reset(state, at) {
        state.fill(Number.NaN, at, at + HIGH);
        resetWindowHigh(state, at + HIGH, period);
        resetWindowLow(state, at + low, period);
      },
      update(state, at, bars, barAt) {
        pushWindowHigh(state, at + HIGH, period, bars, barAt + BAR_HIGH);
        pushWindowLow(state, at + low, period, bars, barAt + BAR_LOW);
        const upper = read(state, at + HIGH);
        const lower = read(state, at + low);
        state[at + MIDDLE] = (upper + lower) / 2;
        state[at + UPPER] = upper;
        state[at + LOWER] = lower;
      },
    };
  },
});
