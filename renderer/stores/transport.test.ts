import { describe, expect, it } from 'vitest';
import { nextSpeed } from './transport.ts';

describe('the next speed', () => {
  it.each([
    [1, 1, 5],
    [60, 1, null],
    [null, -1, 60],
    [5, -1, 1],
  ] as const)('of %s, going %s, is %s', (speed, direction, next) => {
    expect(nextSpeed(speed, direction)).toBe(next);
  });

  it('of a speed between two that are offered is its neighbour', () => {
    expect(nextSpeed(10, 1)).toBe(20);
    expect(nextSpeed(10, -1)).toBe(5);
  });

  it('is nothing at either end', () => {
    expect(nextSpeed(null, 1)).toBeUndefined();
    expect(nextSpeed(1, -1)).toBeUndefined();
  });
});
