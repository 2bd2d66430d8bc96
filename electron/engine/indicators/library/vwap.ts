import { BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { defineIndicator } from '../define.ts';
import { typicalPrice } from '../input.ts';
import { read } from '../record.ts';

const MONEY = 1;
const SHARES = 2;

/** Volume-weighted average price. Record: value, money and shares since the anchor. */
export const vwap = defineIndicator({
  id: 'vwap',
  title: 'Session VWAP',
  shortTitle: 'VWAP',
  description:
    'Sum of typical price * volume over sum of volume, since the first bar of the session. No value before the first share of the session.',
  type: 'volume',
  params: [],
  defaultInput: undefined,
  outputs: ['vwap'],
  scale: 'price',
  overlay: true,
  sessionAnchored: true,
  warmUp() {
    return { ready: 1, stable: 1 };
  },
  create() {
    return {
      stateLength: 3,
      outputCount: 1,
      reset(state, at) {
        state[at] = Number.NaN;
        state[at + MONEY] = 0;
        state[at + SHARES] = 0;
      },
      update(state, at, bars, barAt) {
        const volume = read(bars, barAt + BAR_VOLUME);
        const money = read(state, at + MONEY) + typicalPrice(bars, barAt) * volume;
        const shares = read(state, at + SHARES) + volume;
        state[at + MONEY] = money;
        state[at + SHARES] = shares;
        state[at] = shares === 0 ? Number.NaN : money / shares;
      },
    };
  },
});
