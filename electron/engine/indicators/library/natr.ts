import { BAR_CLOSE } from '../../../../shared/domain/bar.ts';
import {
  AVERAGE_TRUE_RANGE_LENGTH,
  pushAverageTrueRange,
  resetAverageTrueRange,
} from '../blocks/true-range.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';
import { barsToForget, wilderAlpha } from '../warm-up.ts';

const RANGE = 1;

/** Normalised average true range. Record: value, average true range. */
export const natr = defineIndicator({
  id: 'natr',
  title: 'Normalised average true range',
  shortTitle: 'NATR',
  description: '100 * ATR / close, in percent (TA-Lib). No value on a close of zero.',
  type: 'volatility',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['natr'],
  scale: 'percent',
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period + 1, stable: period + 1 + barsToForget(wilderAlpha(period)) };
  },
  create(params) {
    const period = parameter(params, 'period');
    const alpha = wilderAlpha(period);
    return {
      stateLength: RANGE + AVERAGE_TRUE_RANGE_LENGTH,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        resetAverageTrueRange(state, at + RANGE);
      },
      update(state, at, bars, barAt) {
        pushAverageTrueRange(state, at + RANGE, period, alpha, bars, barAt);
        const close = read(bars, barAt + BAR_CLOSE);
        state[at] = close === 0 ? Number.NaN : (100 * read(state, at + RANGE)) / close;
      },
    };
  },
});
