import { barsPerYear } from '../blocks/session-bars.ts';
import { pushWindowLow, resetWindowLow, windowExtremeLength } from '../blocks/window-extreme.ts';
import { defineIndicator, YEAR_INTERVALS } from '../define.ts';
import { inputOffset } from '../input.ts';

/** 52-week low. Record: window extreme, which is the value. */
export const low52w = defineIndicator({
  id: 'low_52w',
  title: '52-week low',
  shortTitle: '52w low',
  description:
    'Lowest low of the last 252 daily or 52 weekly bars, the last one included. No value where fewer are held: a listing younger than that has no 52-week low here.',
  type: 'level',
  params: [],
  defaultInput: 'low',
  outputs: ['low_52w'],
  scale: 'price',
  overlay: true,
  sessionAnchored: false,
  intervals: YEAR_INTERVALS,
  warmUp(_params, interval) {
    const bars = barsPerYear(interval);
    return { ready: bars, stable: bars };
  },
  create(_params, input, { interval }) {
    const period = barsPerYear(interval);
    const field = inputOffset(input);
    return {
      stateLength: windowExtremeLength(period),
      outputCount: 1,
      reset(state, at) {
        resetWindowLow(state, at, period);
      },
      update(state, at, bars, barAt) {
        pushWindowLow(state, at, period, bars, barAt + field);
      },
    };
  },
});
