import { moneyFlowVolume } from '../blocks/money-flow.ts';
import { defineIndicator } from '../define.ts';
import { read } from '../record.ts';

/** Accumulation/distribution line. Record: value. */
export const adLine = defineIndicator({
  id: 'ad_line',
  title: 'Accumulation/distribution line',
  shortTitle: 'A/D',
  description:
    'Running sum of the money flow volume: ((close - low) - (high - close)) / (high - low) * volume, 0 for a bar without range (Chaikin; TA-Lib AD, Skender). Its level depends on where it began: only its changes mean something.',
  type: 'volume',
  params: [],
  defaultInput: undefined,
  outputs: ['ad_line'],
  scale: 'volume',
  overlay: false,
  sessionAnchored: false,
  cumulative: true,
  warmUp() {
    return { ready: 1, stable: 1 };
  },
  create() {
    return {
      stateLength: 1,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
      },
      update(state, at, bars, barAt) {
        const sum = read(state, at);
        state[at] = (Number.isNaN(sum) ? 0 : sum) + moneyFlowVolume(bars, barAt);
      },
    };
  },
});
