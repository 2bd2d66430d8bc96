import { BAR_CLOSE, BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import {
  pushWindowHigh,
  pushWindowLow,
  resetWindowHigh,
  resetWindowLow,
  windowExtremeLength,
} from '../blocks/window-extreme.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const HIGH = 1;

/** Williams %R. Record: value, window high, window low. */
export const williamsR = defineIndicator({
  id: 'williams_r',
  title: 'Williams %R',
  shortTitle: 'Williams %R',
  description:
    '-100 * (highest high - close) / (highest high - lowest low) over `period` bars (Williams; TA-Lib). -50 where the range is zero: TA-Lib says 0, which would read as overbought.',
  type: 'momentum',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['williams_r'],
  scale: 'oscillator',
  range: [-100, 0],
  overlay: false,
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
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetWindowHigh(state, at + HIGH, period);
        resetWindowLow(state, at + low, period);
      },
      update(state, at, bars, barAt) {
        pushWindowHigh(state, at + HIGH, period, bars, barAt + BAR_HIGH);
        pushWindowLow(state, at + low, period, bars, barAt + BAR_LOW);
        const highest = read(state, at + HIGH);
        const range = highest - read(state, at + low);
        state[at] = range === 0 ? -50 : (-100 * (highest - read(bars, barAt + BAR_CLOSE))) / range;
      },
    };
  },
});
