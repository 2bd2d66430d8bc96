import { describe, expect, it } from 'vitest';
import { cursorMove } from './cursor.ts';

const press = (key: string, held: Partial<{ shift: boolean; ctrl: boolean }> = {}) => ({
  key,
  shift: false,
  ctrl: false,
  ...held,
});

describe('the cursor of a grid', () => {
  it.each([
    ['ArrowDown', 5],
    ['ArrowUp', 3],
    ['PageDown', 13],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
    [' ', 5],
  ])('%s leads from row 4 of 100, ten in view, to row %d', (key, to) =>
    expect(cursorMove(press(key), 4, 100, 10)).toEqual({ to, extend: false }),
  );

  it('selects what lies between with Shift, but Shift+Space steps back', () => {
    expect(cursorMove(press('ArrowDown', { shift: true }), 4, 100, 10)).toEqual({ to: 5, extend: true });
    expect(cursorMove(press('End', { shift: true }), 4, 100, 10)).toEqual({ to: 99, extend: true });
    expect(cursorMove(press(' ', { shift: true }), 4, 100, 10)).toEqual({ to: 3, extend: false });
  });

  it('stays inside the rows', () => {
    expect(cursorMove(press('ArrowUp'), 0, 100, 10)?.to).toBe(0);
    expect(cursorMove(press('PageDown'), 98, 100, 10)?.to).toBe(99);
    expect(cursorMove(press('ArrowDown'), -1, 100, 10)?.to).toBe(0);
  });

  it('leaves alone what is no move, what has Ctrl, and an empty grid', () => {
    expect(cursorMove(press('a'), 4, 100, 10)).toBeUndefined();
    expect(cursorMove(press('ArrowDown', { ctrl: true }), 4, 100, 10)).toBeUndefined();
    expect(cursorMove(press('ArrowDown'), -1, 0, 10)).toBeUndefined();
  });
});
