import { describe, expect, it } from 'vitest';
import { labelSide } from './label-side.ts';

const PLOT = { left: 0, right: 1_000, room: 110 };

describe('the label of the saved threshold', () => {
  it.each([
    ['right of its line', 300, 800, 'right'],
    ['left of it at the right end', 950, 300, 'left'],
    ['left of it where the other line stands on the right', 300, 350, 'left'],
    ['right of it where the other line stands on the left', 700, 640, 'right'],
    ['right of it where neither side is free', 950, 900, 'right'],
  ] as const)('stands %s', (_where, x, other, side) => {
    expect(labelSide({ ...PLOT, x, other })).toBe(side);
  });
});
