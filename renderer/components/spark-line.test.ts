import { describe, expect, it } from 'vitest';
import { sparkShape } from './spark-line.ts';

describe('the shape of a sparkline', () => {
  it('goes from left to right with the highest close at the top', () => {
    expect(sparkShape([10, 12, 11], 24, 14)).toEqual({ points: '2,12 12,2 22,7', endX: 22, endY: 7 });
  });

  it('leaves the room of closes that are not known yet empty', () => {
    const shape = sparkShape([Number.NaN, Number.NaN, 5, 6], 32, 12);
    expect(shape?.points).toBe('20.7,10 30,2');
  });

  it('draws a price that never moved as a line in the middle', () => {
    expect(sparkShape([7, 7], 24, 14)?.points).toBe('2,7 22,7');
  });

  it('is a dot for one close, and nothing for none', () => {
    expect(sparkShape([Number.NaN, 3], 24, 14)).toEqual({ points: '', endX: 22, endY: 7 });
    expect(sparkShape([Number.NaN, Number.NaN], 24, 14)).toBeUndefined();
    expect(sparkShape([], 24, 14)).toBeUndefined();
  });
});
