import { describe, expect, it } from 'vitest';
import { cellsToFlash, type MovedCell } from './flash-rule.ts';

const moved = (...ids: string[]): MovedCell[] => ids.map((id) => ({ id, direction: 'up' }));
const none = new Map<string, number>();

describe('which cells flash', () => {
  it('as many as a fifth of those in view', () => {
    expect(cellsToFlash(moved('A', 'B'), 10, none, 0)).toEqual(moved('A', 'B'));
    expect(cellsToFlash(moved('A', 'B', 'C'), 10, none, 0)).toEqual([]);
  });

  it('each at most once a second', () => {
    const flashedAt = new Map([['A', 5_000]]);
    expect(cellsToFlash(moved('A', 'B'), 10, flashedAt, 5_999)).toEqual(moved('B'));
    expect(cellsToFlash(moved('A', 'B'), 10, flashedAt, 6_000)).toEqual(moved('A', 'B'));
  });

  it('counts cells at rest towards the crowd: it is about what moved, not about what may flash', () => {
    const flashedAt = new Map([['A', 5_900]]);
    expect(cellsToFlash(moved('A', 'B', 'C'), 10, flashedAt, 6_000)).toEqual([]);
  });
});
