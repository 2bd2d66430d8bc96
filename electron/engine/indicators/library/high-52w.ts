import { barsPerYear } from '../blocks/session-bars.ts';
import { pushWindowHigh, resetWindowHigh, windowExtremeLength } from '../blocks/window-extreme.ts';
import { defineIndicator, YEAR_INTERVALS } from '../define.ts';
import { inputOffset } from '../input.ts';

/** 52-week high. Record: window extreme, which is the value. */
export const high52w = defineIndicator({
  id: 'high_52w',
  title: '52-week high',
  shortTitle: '52w high',
  description:
    'Highest high of the last 252 daily or 52 weekly bars, the last one included. No value where fewer are held: a listing younger than that has no 52-week high here.',
  type: 'level',
  params: [],
  defaultInput: 'high',
  outputs: ['high_52w'],
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
        resetWindowHigh(state, at, period);
      },
      update(state, at, bars, barAt) {
        pushWindowHigh(state, at, period, bars, barAt + field);
      },
    };
  },
});
