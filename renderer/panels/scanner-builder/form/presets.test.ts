import { describe, expect, it } from 'vitest';
import { PRESETS, presetsFor } from './presets.ts';

const first = (typed: string) => presetsFor(typed)[0]?.title;

describe('finding a condition', () => {
  it.each([
    ['gap', 'Gap up over'],
    ['rel', 'Relative volume at least'],
    ['above v', 'Above VWAP'],
    ['vwap', 'Above VWAP'],
    ['VWAP above', 'Above VWAP'],
    ['crosses above', 'Crosses above VWAP'],
    ['on twice the usual volume', 'Relative volume at least'],
    ['bar', 'A bar over its usual volume'],
    ['times usual', 'Relative volume at least'],
    ['rvol', 'Relative volume at least'],
    ['new high', 'New high of so many days'],
    ['52', 'New 52-week high'],
    ['pre-market', 'Above the pre-market high'],
  ])('%j means %j first: Enter takes it', (typed, title) => {
    expect(first(typed)).toBe(title);
  });

  it('lists everything in its order while nothing is typed', () => {
    expect(presetsFor('')).toEqual(PRESETS);
  });
});
