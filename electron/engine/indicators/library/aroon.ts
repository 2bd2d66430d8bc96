import { BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import {
  pushWindowExtremePlace,
  resetWindowExtremePlace,
  windowExtremePlaceLength,
} from '../blocks/window-extreme-place.ts';
import { barsParameter, defineIndicator, parameter } from '../define.ts';
import { read } from '../record.ts';

const UP = 0;
const DOWN = 1;
const OSCILLATOR = 2;
const HIGH = 3;

/** Aroon. Record: up, down, oscillator, place of the window high, place of the window low. */
export const aroon = defineIndicator({
  id: 'aroon',
  title: 'Aroon',
  shortTitle: 'Aroon',
  description:
    'up: 100 * (period - bars since the highest high of `period` + 1 bars) / period; down: of the lowest low; oscillator: up - down, from -100 to 100. The latest of equal extremes counts (Chande 1995; TA-Lib).',
  type: 'trend',
  params: [barsParameter(25)],
  defaultInput: undefined,
  outputs: ['up', 'down', 'oscillator'],
  scale: 'oscillator',
  range: [-100, 100],
  overlay: false,
  sessionAnchored: false,
  warmUp(params) {
    const bars = parameter(params, 'period') + 1;
    return { ready: bars, stable: bars };
  },
  create(params) {
    const period = parameter(params, 'period');
    const window = period + 1;
    const low = HIGH + windowExtremePlaceLength(window);
    return {
      stateLength: low + windowExtremePlaceLength(window),
      outputCount: 3,
      reset(state, at) {
        state.fill(Number.NaN, at, at + HIGH);
        resetWindowExtremePlace(state, at + HIGH, window);
        resetWindowExtremePlace(state, at + low, window);
      },
      update(state, at, bars, barAt) {
        pushWindowExtremePlace(state, at + HIGH, window, 1, bars, barAt + BAR_HIGH);
        pushWindowExtremePlace(state, at + low, window, -1, bars, barAt + BAR_LOW);
        const up = (100 * (period - read(state, at + HIGH))) / period;
        const down = (100 * (period - read(state, at + low))) / period;
        state[at + UP] = up;
        state[at + DOWN] = down;
        state[at + OSCILLATOR] = up - down;
      },
    };
  },
});
