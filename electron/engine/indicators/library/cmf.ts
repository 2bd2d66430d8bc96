import { BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { moneyFlowVolume } from '../blocks/money-flow.ts';
import { pushWindowSum, resetWindowSum, windowSumLength } from '../blocks/window-sum.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const FLOW = 1;
const FLOWS = 2;

/** Chaikin money flow. Record: value, money flow volume of the bar, window sums of it and of the volume. */
export const cmf = defineIndicator({
  id: 'cmf',
  title: 'Chaikin money flow',
  shortTitle: 'CMF',
  description:
    'Sum of the money flow volume over the sum of the volume, both of the last `period` bars, from -1 to 1 (Chaikin; LEAN, Skender, TradingView). No value where no share was traded.',
  type: 'volume',
  params: [barsParameter(20)],
  defaultInput: undefined,
  outputs: ['cmf'],
  scale: 'ratio',
  range: [-1, 1],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    return { ready: period, stable: period };
  },
  create(params) {
    const period = parameter(params, 'period');
    const volumes = FLOWS + windowSumLength(period);
    return {
      stateLength: volumes + windowSumLength(period),
      outputCount: 1,
      reset(state, at) {
        state.fill(Number.NaN, at, at + FLOWS);
        resetWindowSum(state, at + FLOWS, period);
        resetWindowSum(state, at + volumes, period);
      },
      update(state, at, bars, barAt) {
        state[at + FLOW] = moneyFlowVolume(bars, barAt);
        pushWindowSum(state, at + FLOWS, period, state, at + FLOW);
        pushWindowSum(state, at + volumes, period, bars, barAt + BAR_VOLUME);
        const shares = read(state, at + volumes);
        state[at] = shares === 0 ? Number.NaN : read(state, at + FLOWS) / shares;
      },
    };
  },
});
