import { BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { typicalPrice } from '../input.ts';
import { read } from '../record.ts';

const PREVIOUS = 1;
const RISE = 2;
const FALL = 3;
const POSITIVE = 4;

/** Money flow index. Record: value, previous typical price, flow on a rise and on a fall, window sums of positive and negative flow. */
export const mfi = defineIndicator({
  id: 'mfi',
  title: 'Money flow index',
  shortTitle: 'MFI',
  description:
    '100 * positive / (positive + negative), the sums over `period` bars of typical price * volume on rises and on falls of the typical price (Quong and Soudack 1989; TA-Lib). 50 where no money flowed: TA-Lib says 0.',
  type: 'volume',
  params: [barsParameter(14)],
  defaultInput: undefined,
  outputs: ['mfi'],
  scale: 'oscillator',
  range: [0, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + 1;
    return { ready: bars, stable: bars };
  },
  create(params) {
    const period = parameter(params, 'period');
    const negative = POSITIVE + windowSumLength(period);
    return {
      stateLength: negative + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state.fill(Number.NaN, at, at + POSITIVE);
        resetWindowSum(state, at + POSITIVE, period);
        resetWindowSum(state, at + negative, period);
      },
      update(state, at, bars, barAt) {
        const typical = typicalPrice(bars, barAt);
        const change = typical - read(state, at + PREVIOUS);
        state[at + PREVIOUS] = typical;
        if (Number.isNaN(change)) return;
        const flow = typical * read(bars, barAt + BAR_VOLUME);
        state[at + RISE] = change > 0 ? flow : 0;
        state[at + FALL] = change < 0 ? flow : 0;
        pushWindowSum(state, at + POSITIVE, period, state, at + RISE);
        pushWindowSum(state, at + negative, period, state, at + FALL);
        const up = read(state, at + POSITIVE);
        const both = up + read(state, at + negative);
        state[at] = both === 0 ? 50 : (100 * up) / both;
      },
    };
  },
});
