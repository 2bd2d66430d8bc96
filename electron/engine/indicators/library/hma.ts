import { pushWindowWeighted, resetWindowWeighted, windowWeightedLength } from '../blocks/window-weighted.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { inputOffset } from '../input.ts';
import { read } from '../record.ts';

const RAW = 1;
const WHOLE = 2;

/** Hull moving average. Record: value, raw value, weighted windows of the whole, the half and the smoothing. */
export const hma = defineIndicator({
  id: 'hma',
  title: 'Hull moving average',
  shortTitle: 'HMA',
  description:
    'WMA over the root of `period` of 2 * WMA(period / 2) - WMA(period); half and root are rounded down (Hull 2005; TradingView, Skender). LEAN rounds them to the nearest.',
  type: 'trend',
  params: [barsParameter(20, 'period', 'Period', 2)],
  defaultInput: 'close',
  outputs: ['hma'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  warmUp(params) {
    const period = parameter(params, 'period');
    const bars = period + Math.floor(Math.sqrt(period)) - 1;
    return { ready: bars, stable: bars };
  },
  create(params, input) {
    const period = parameter(params, 'period');
    const half = Math.floor(period / 2);
    const root = Math.floor(Math.sqrt(period));
    const halfAt = WHOLE + windowWeightedLength(period);
    const rootAt = halfAt + windowWeightedLength(half);
    const field = inputOffset(input);
    return {
      stateLength: rootAt + windowWeightedLength(root),
      outputCount: 1,
      reset(state, at) {
        state.fill(Number.NaN, at, at + WHOLE);
        resetWindowWeighted(state, at + WHOLE, period);
        resetWindowWeighted(state, at + halfAt, half);
        resetWindowWeighted(state, at + rootAt, root);
      },
      update(state, at, bars, barAt) {
        pushWindowWeighted(state, at + WHOLE, period, bars, barAt + field);
        pushWindowWeighted(state, at + halfAt, half, bars, barAt + field);
        const raw = 2 * read(state, at + halfAt) - read(state, at + WHOLE);
        if (Number.isNaN(raw)) return;
        state[at + RAW] = raw;
        pushWindowWeighted(state, at + rootAt, root, state, at + RAW);
        state[at] = read(state, at + rootAt);
      },
    };
  },
});
