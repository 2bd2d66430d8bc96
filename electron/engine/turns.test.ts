import { describe, expect, it } from 'vitest';
import { inTurns } from './turns.ts';

describe('work in turns', () => {
  it('takes every item once, in order', async () => {
    const seen: string[] = [];
    await inTurns(['a', 'b', 'c', 'd', 'e'], 2, (item, position) => seen.push(`${position}${item}`));
    expect(seen).toEqual(['0a', '1b', '2c', '3d', '4e']);
  });

  it('lets the event loop in after so many', async () => {
    const seen: string[] = [];
    setImmediate(() => seen.push('others'));
    await inTurns([1, 2, 3], 2, (item) => seen.push(String(item)));
    expect(seen).toEqual(['1', '2', 'others', '3']);
  });

  it('ends with the first that fails', async () => {
    const seen: number[] = [];
    const work = inTurns([1, 2, 3], 1, (item) => {
      if (item === 2) throw new Error('no');
      seen.push(item);
    });
    await expect(work).rejects.toThrow('no');
    expect(seen).toEqual([1]);
  });
});
