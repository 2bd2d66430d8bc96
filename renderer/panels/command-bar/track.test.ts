import { describe, expect, it } from 'vitest';
import { trackBars, trackPosition } from './track.ts';

const OPEN = Date.UTC(2013, 9, 9, 13, 30);
const CLOSE = Date.UTC(2013, 9, 9, 20, 0);
const HALF_CLOSE = Date.UTC(2013, 10, 29, 18, 0) - Date.UTC(2013, 10, 29, 14, 30) + OPEN;

describe('the bars of a session track', () => {
  it('fill the day from the open to the close', () => {
    const bars = trackBars(new Array(39).fill(1), OPEN, CLOSE);
    expect(bars).toHaveLength(39);
    expect(bars[0]?.left).toBe(0);
    const last = bars.at(-1);
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1, 10);
  });

  it('end with a half day', () => {
    expect(trackBars(new Array(39).fill(1), OPEN, HALF_CLOSE)).toHaveLength(21);
  });

  it('are full for the most hits, and seen for a single one', () => {
    const [burst, one, none] = trackBars([400, 1, 0], OPEN, CLOSE);
    expect(burst?.height).toBe(1);
    expect(one?.height).toBeGreaterThan(0.1);
    expect(none?.height).toBe(0);
  });

  it('are none where the session has no hours', () => {
    expect(trackBars([1], OPEN, OPEN)).toEqual([]);
  });
});

it('the position is held between open and close', () => {
  expect(trackPosition(OPEN - 1, OPEN, CLOSE)).toBe(0);
  expect(trackPosition((OPEN + CLOSE) / 2, OPEN, CLOSE)).toBe(0.5);
  expect(trackPosition(CLOSE + 1, OPEN, CLOSE)).toBe(1);
});
